/**
 * On pages with a map. The server's picture comes first; the live map, which is large, is fetched
 * once the picture is there.
 */
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "../styles/map.css";
import type { AreasDocument, SceneDocument } from "./scene";

export interface Data {
  scene: Promise<SceneDocument>;
  areas: Promise<AreasDocument | null>;
}

async function json<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok || response.redirected) throw new Error(`${response.status} ${address}`);
  return (await response.json()) as T;
}

async function start(root: HTMLElement): Promise<void> {
  const picture = root.querySelector<HTMLImageElement>(".map-picture");
  await picture?.decode().catch(() => undefined);
  performance.mark("siaga:picture");
  const code = import("./desk");
  void fetch(workerUrl, { priority: "low" }).catch(() => undefined); // so that it is there when the map asks
  const scene = json<SceneDocument>(root.dataset["scene"] ?? "");
  const areas = root.dataset["areas"] ? json<AreasDocument>(root.dataset["areas"]).catch(() => null) : Promise.resolve(null);
  scene.catch(() => undefined); // told by the desk
  (await code).openDesk(root, { scene, areas });
}

for (const root of document.querySelectorAll<HTMLElement>("[data-map]")) void start(root);
