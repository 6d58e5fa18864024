/** The live map of the desk. */
import { Map as LiveMap, addProtocol, setWorkerUrl, type MapGeoJSONFeature, type PointLike, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { onTheme } from "../lib/theme";
import { toast } from "../lib/toast";
import { basemapLayers, basemapSource } from "./basemap";
import { startControls, type Filters } from "./controls";
import type { Data } from "./index";
import { Mover } from "./move";
import { Panel } from "./panel";
import { boundsOf, collection, districtFeatures, point, readScene, segment, villageFeatures, type AreasDocument, type Place, type Scene } from "./scene";
import { SIGNS, SIGN_RATIO, drawSign } from "./signs";
import { GROUPS, LOW, layers, readColours } from "./style";

const MANY = 6000;
const PADDING = { top: 64, right: 24, bottom: 16, left: 24 }; // as .map-picture, so that nothing jumps
const REACH = 9; // pixels around a click that count

setWorkerUrl(workerUrl);

export async function openDesk(root: HTMLElement, data: Data): Promise<void> {
  const note = root.querySelector<HTMLElement>(".map-note");
  const say = (text: string | undefined) => {
    if (!note || !text) return;
    note.textContent = text;
    note.hidden = false;
  };
  let scene: Scene;
  let areas: AreasDocument | null;
  let operations: Map<string, number | null> | null = null;
  try {
    const late = "lateAreas" in root.dataset; // a province's outlines may take seconds, once
    const [document, outlines] = await Promise.all([data.scene, late ? null : data.areas, pageFont()]);
    scene = readScene(document);
    areas = outlines;
    if (document.cards) operations = new Map(document.cards);
  } catch {
    root.dataset["mapState"] = "failed";
    say(root.dataset["textDataFailed"]);
    return;
  }
  const desk = new Desk(root, scene, areas, operations);
  (root as HTMLElement & { desk?: Desk }).desk = desk; // for other scripts of the page
  try {
    await desk.draw();
    if (!areas) void data.areas.then((outlines) => outlines && desk.showAreas(outlines));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "GPUInitializationError") throw error;
    root.dataset["mapState"] = "no-webgl";
    say(root.dataset["textNoWebgl"]);
  }
}

/** Labels are drawn with the page's font, so it has to be there first. */
async function pageFont(): Promise<void> {
  await document.fonts.load('400 16px "IBM Plex Sans"').catch(() => undefined);
}

export class Desk {
  /** Missing where there is no WebGL. */
  map!: LiveMap;
  readonly panel: Panel;
  private chosen: [kind: string, id: string] | null = null;
  private filters: Filters = { tiers: null, level: "", district: "" };
  private reachLoaded = false;

  constructor(
    readonly root: HTMLElement,
    readonly scene: Scene,
    private readonly areas: AreasDocument | null,
    /** Of a province: the plan of each operation. */
    private readonly operations: Map<string, number | null> | null = null,
  ) {
    this.panel = new Panel(
      (kind, id) => this.cardAddress(kind, id),
      root.dataset["textCardFailed"] ?? "",
      (kind, id) => this.choose(kind, id, { move: true, focus: true }),
      () => this.clear(),
    );
  }

  /** Where the card of something is: a base's at the map, the rest at the plan. */
  private cardAddress(kind: string, id: string): string {
    const { cards, bases, plan } = this.root.dataset;
    const slash = id.indexOf("/");
    if (this.operations && slash > 0) {
      const [slug, code] = [id.slice(0, slash), encodeURIComponent(id.slice(slash + 1))];
      const number = this.operations.get(slug);
      return `/o/${slug}/${number ? `plans/${number}/` : "map/"}card/${kind}/${code}`;
    }
    const own = kind === "base";
    return `${own ? bases : cards}${kind}/${encodeURIComponent(id)}${own && plan ? `?plan=${plan}` : ""}`;
  }

  /** Draws the map over the picture; throws GPUInitializationError where there is no WebGL. */
  async draw(): Promise<void> {
    const container = this.root.querySelector<HTMLElement>(".map-live")!;
    const bounds = boundsOf(this.scene, this.areas);
    const basemap = this.root.dataset["basemap"];
    const base = basemap ? await basemapSource(new URL(basemap, location.href).href, addProtocol).catch(() => null) : null;
    this.map = new LiveMap({
      container,
      style: this.style(base),
      ...(bounds ? { bounds, fitBoundsOptions: { padding: PADDING } } : { center: [117, -2], zoom: 4 }),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      maxZoom: 18,
      locale: { "Map.Title": this.root.dataset["label"] ?? "" },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.addSigns();
    this.map.on("error", (event) => console.warn(event.error?.message ?? event));
    await new Promise<void>((resolve) => this.map.once("idle", () => resolve()));
    this.root.dataset["mapState"] = "live";
    performance.mark("siaga:map");
    this.listen(bounds);
  }

  private style(base: Awaited<ReturnType<typeof basemapSource>> | null): StyleSpecification {
    const { scene, areas } = this;
    const stations = scene.stations.map((s) => point(s, { i: s.index, t: s.tier, l: s.level, d: s.district }));
    const links = [...scene.posts.values()].flatMap((post) =>
      (scene.members.get(post.id) ?? [])
        .filter((s) => s.id !== post.hub)
        .map((s) => segment(post, s, { t: s.tier, l: s.level, d: s.district })),
    );
    const source = (features: Parameters<typeof collection>[0], tolerance = 0.375) => ({ type: "geojson" as const, data: collection(features), tolerance });
    const colours = readColours();
    return {
      version: 8,
      sources: {
        ...(base ? { basemap: base.source } : {}),
        villages: source(areas ? villageFeatures(areas) : [], 0.2),
        districts: source(areas ? districtFeatures(areas) : [], 0.2),
        stations: source(stations),
        links: source(links),
        lines: source(scene.lines.map((line) => segment(line.base, line.post, { a: line.post.access, o: line.officers, d: line.post.district, t: line.post.tier, l: line.post.level }))),
        reserves: source(scene.reserves.map(({ base: at, officers }) => point(at, { o: officers }))),
        bases: source(scene.bases.map((b, i) => point(b, { i, k: b.kind }))),
        "village-names": source(scene.villages.map((v) => point(v, { name: v.name }))),
        "district-names": source(scene.districts.map((d) => point(d, { name: d.name, d: d.code }))),
        reach: source([]),
        chosen: source([]),
      },
      layers: [
        ...layers(colours, scene.stations.length > MANY).slice(0, 1),
        ...(base ? basemapLayers(base, colours) : []),
        ...layers(colours, scene.stations.length > MANY).slice(1).filter((layer) => !(base && layer.id === "villages")),
      ],
    };
  }

  /** Outlines that came after the map was drawn. */
  showAreas(areas: AreasDocument): void {
    this.source("villages", villageFeatures(areas));
    this.source("districts", districtFeatures(areas));
  }

  private addSigns(): void {
    const c = readColours();
    for (const name of SIGNS) {
      const image = drawSign(name, c[name] ?? c["base"] ?? "#000", c["halo"] ?? "#fff");
      if (this.map.hasImage(name)) this.map.updateImage(name, image);
      else this.map.addImage(name, image, { pixelRatio: SIGN_RATIO });
    }
  }

  private listen(bounds: [number, number, number, number] | null): void {
    const { map } = this;
    startControls(this.root, {
      zoom: (how) => {
        if (how === "in") map.zoomIn();
        else if (how === "out") map.zoomOut();
        else if (bounds) map.fitBounds(bounds, { padding: PADDING });
      },
      layer: (group, shown) => this.showGroup(group, shown),
      filter: (filters) => {
        this.filters = filters;
        this.applyFilters();
      },
    });
    const mover = this.root.dataset["edits"] ? new Mover(this) : null;
    map.on("click", (event) => {
      if (mover?.active) return;
      const found = this.at(event.point);
      if (found) this.choose(found[0], found[1], {});
    });
    this.startTip();
    onTheme(() => this.recolour());
    window.addEventListener("hashchange", () => this.fromAddress());
    this.fromAddress();
  }

  /** What lies under a pixel: a station before a base. */
  at(pixel: { x: number; y: number }): ["station" | "base", string] | null {
    const box: [PointLike, PointLike] = [[pixel.x - REACH, pixel.y - REACH], [pixel.x + REACH, pixel.y + REACH]];
    const found = this.map.queryRenderedFeatures(box, { layers: ["stations", "stations-low", "bases"] });
    const nearest = found
      .map((feature) => [this.distance(feature, pixel), feature] as const)
      .sort((a, b) => a[0] - b[0] || (a[1].layer.id === "bases" ? 1 : -1))[0]?.[1];
    if (!nearest) return null;
    const index = nearest.properties["i"] as number;
    return nearest.layer.id === "bases"
      ? ["base", this.scene.bases[index]!.id]
      : ["station", this.scene.stations[index]!.id];
  }

  private distance(feature: MapGeoJSONFeature, pixel: { x: number; y: number }): number {
    if (feature.geometry.type !== "Point") return Infinity;
    const at = this.map.project(feature.geometry.coordinates as [number, number]);
    return Math.hypot(at.x - pixel.x, at.y - pixel.y);
  }

  /** Marks a station, post, base or officer on the map and opens its card. */
  choose(kind: string, id: string, how: { move?: boolean; focus?: boolean }): void {
    this.chosen = [kind, id];
    const places = this.mark();
    if (how.move && places.length) this.moveTo(places);
    history.replaceState(history.state, "", `#${kind}=${encodeURIComponent(id)}`);
    void this.panel.show(kind, id, how.focus ?? false);
  }

  private clear(): void {
    this.chosen = null;
    this.mark();
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  /** Draws rings and lines around what is chosen; returns its places. */
  private mark(): Place[] {
    const [kind, id] = this.chosen ?? ["", ""];
    const { scene } = this;
    const station = kind === "station" ? scene.byId.get(id) : undefined;
    const base = kind === "base" ? scene.bases.find((known) => known.id === id) : undefined;
    const post = scene.posts.get(kind === "post" ? id : (station?.post ?? ""));
    const members = post ? (scene.members.get(post.id) ?? []) : [];
    const lines = scene.lines.filter((line) => line.post === post || line.base === base);
    this.source("chosen", [
      ...members.filter((member) => post && member.id !== post.hub).map((member) => segment(post!, member, {})),
      ...lines.map((line) => segment(line.base, line.post, {})),
      ...members.map((member) => point(member, { main: member === station || (kind === "post" && member.id === post?.hub) })),
      ...(station && !members.includes(station) ? [point(station, { main: true })] : []),
      ...(base ? [point(base, { main: true })] : []),
    ]);
    return station ? [station] : base ? [base] : members;
  }

  source(name: string, features: Parameters<typeof collection>[0]): void {
    const source = this.map?.getSource(name) as { setData?: (data: unknown) => void } | undefined;
    source?.setData?.(collection(features));
  }

  private moveTo(places: Place[]): void {
    if (!this.map) return; // without WebGL the cards still open
    const lons = places.map((place) => place.lon);
    const lats = places.map((place) => place.lat);
    this.map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: 90,
      maxZoom: Math.max(12, this.map.getZoom()),
      animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
  }

  private fromAddress(): void {
    const [kind, id] = location.hash.slice(1).split("=", 2);
    if (!kind || !id || !["station", "post", "officer", "base"].includes(kind)) return;
    const wanted = decodeURIComponent(id);
    if (this.chosen?.[0] === kind && this.chosen[1] === wanted) return;
    this.choose(kind, wanted, { move: true });
  }

  private showGroup(group: string, shown: boolean): void {
    if (group === "reach" && shown) void this.loadReach();
    const ids = group === "basemap" ? this.map.getLayersOrder().filter((id) => id.startsWith("basemap-")) : (GROUPS[group] ?? []);
    for (const id of ids) {
      if (this.map.getLayer(id)) this.map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
    }
    for (const row of this.root.querySelectorAll<HTMLElement>(`[data-legend-${group}]`)) row.hidden = !shown;
  }

  /** Minutes of the nearest quick-reaction team, fetched when first asked for. */
  private async loadReach(): Promise<void> {
    if (this.reachLoaded) return;
    this.reachLoaded = true;
    const answer = await fetch(this.root.dataset["reach"] ?? "").catch(() => null);
    if (!answer?.ok) {
      this.reachLoaded = false;
      toast(this.root.dataset["textDataFailed"] ?? "", "error");
      return;
    }
    const { target, minutes } = (await answer.json()) as { target: number; minutes: number[] };
    this.source("reach", this.scene.stations.map((station) => {
      const took = minutes[station.index] ?? -1;
      return point(station, { r: took >= 0 && took <= target });
    }));
  }

  private applyFilters(): void {
    const { tiers, level, district } = this.filters;
    const wanted: unknown[] = ["all"];
    if (tiers) wanted.push(["in", ["get", "t"], ["literal", [...tiers]]]);
    if (level === "below") wanted.push(["!", ["in", ["get", "l"], ["literal", ["", "doctrine"]]]]);
    else if (level) wanted.push(["==", ["get", "l"], level]);
    if (district) wanted.push(["==", ["get", "d"], district]);
    const own: Record<string, unknown> = {
      stations: ["!", LOW],
      "stations-low": LOW,
      links: null,
      below: ["!", ["in", ["get", "l"], ["literal", ["", "doctrine"]]]],
      "lines-road": ["==", ["get", "a"], "road"],
      "lines-water": ["!=", ["get", "a"], "road"],
    };
    for (const [id, filter] of Object.entries(own)) {
      this.map.setFilter(id, (filter ? [...wanted, filter] : wanted) as never);
    }
    if (district) this.moveTo(this.scene.stations.filter((station) => station.district === district));
  }

  private recolour(): void {
    this.addSigns();
    for (const layer of layers(readColours(), this.scene.stations.length > MANY)) {
      if (!this.map.getLayer(layer.id)) continue;
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, name as never, value as never);
      }
    }
  }

  private startTip(): void {
    const tip = document.createElement("div");
    tip.className = "map-tip";
    tip.hidden = true;
    this.root.querySelector(".desk-map")?.append(tip);
    this.map.on("mousemove", (event) => {
      const found = this.at(event.point);
      this.map.getCanvas().classList.toggle("over", found !== null);
      tip.hidden = found === null;
      if (!found) return;
      const station = found[0] === "station" ? this.scene.byId.get(found[1]) : undefined;
      const base = this.scene.bases.find((known) => found[0] === "base" && known.id === found[1]);
      tip.textContent = station ? [station.name || station.id, station.village, station.post].filter(Boolean).join(" · ") : (base?.name ?? "");
      tip.style.translate = `${Math.round(event.point.x + 14)}px ${Math.round(event.point.y + 12)}px`;
    });
    this.map.on("mouseout", () => (tip.hidden = true));
  }
}
