/** Drag a station onto another post of a draft: first the effect, then the change. */
import { toast } from "../lib/toast";
import type { Desk } from "./desk";
import { point, segment, type Post, type Station } from "./scene";

const CATCH = 60; // pixels around a post's station that count as the post

export class Mover {
  active = false;
  private dragged: Station | null = null;
  private target: Post | null = null;
  private readonly button: HTMLElement | null;

  constructor(private readonly desk: Desk) {
    this.button = desk.root.querySelector<HTMLElement>("[data-map-move]");
    this.button?.addEventListener("click", () => this.toggle());
    const canvas = desk.map.getCanvasContainer();
    canvas.addEventListener("pointerdown", (event) => this.start(event), { capture: true });
    window.addEventListener("pointermove", (event) => this.drag(event));
    window.addEventListener("pointerup", (event) => this.drop(event));
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.dragged) this.end();
    });
  }

  private toggle(): void {
    this.active = !this.active;
    this.button?.setAttribute("aria-pressed", String(this.active));
    this.desk.root.classList.toggle("moving", this.active);
    if (this.active && this.button?.title) toast(this.button.title, "info");
  }

  private pixel(event: PointerEvent): { x: number; y: number } {
    const box = this.desk.map.getCanvas().getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private start(event: PointerEvent): void {
    if (!this.active || event.button !== 0) return;
    const found = this.desk.at(this.pixel(event));
    const station = found?.[0] === "station" ? this.desk.scene.byId.get(found[1]) : undefined;
    if (!station) return;
    event.preventDefault();
    event.stopPropagation();
    this.dragged = station;
    this.desk.map.dragPan.disable();
  }

  private drag(event: PointerEvent): void {
    if (!this.dragged) return;
    const pixel = this.pixel(event);
    this.target = this.nearest(pixel);
    const at = this.desk.map.unproject([pixel.x, pixel.y]);
    const place = { lon: at.lng, lat: at.lat };
    const { scene } = this.desk;
    this.desk.source("chosen", [
      segment(this.dragged, place, {}),
      point(place, { main: true }),
      ...(this.target ? (scene.members.get(this.target.id) ?? []).map((s) => point(s, { main: s.id === this.target?.hub })) : []),
      ...(this.target ? [segment(this.target, place, {})] : []),
    ]);
  }

  /** The post whose station is nearest to a pixel, when near enough. */
  private nearest(pixel: { x: number; y: number }): Post | null {
    const { map, scene } = this.desk;
    let best: [number, string] = [CATCH, ""];
    for (const station of scene.stations) {
      if (station === this.dragged || !station.post) continue;
      const at = map.project([station.lon, station.lat]);
      const distance = Math.hypot(at.x - pixel.x, at.y - pixel.y);
      if (distance < best[0]) best = [distance, station.post];
    }
    return scene.posts.get(best[1]) ?? null;
  }

  private drop(_event: PointerEvent): void {
    const { dragged, target } = this;
    if (!dragged) return;
    this.end();
    const text = this.desk.root.dataset;
    if (!target) toast(text["textMoveNone"] ?? "", "info");
    else if (target.id === dragged.post) toast(text["textMoveSame"] ?? "", "info");
    else void this.preview(dragged, target);
  }

  private end(): void {
    this.dragged = this.target = null;
    this.desk.map.dragPan.enable();
    this.desk.source("chosen", []);
  }

  private async send(station: Station, post: Post, preview: boolean): Promise<Response> {
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
    return fetch(`${this.desk.root.dataset["edits"]}${preview ? "?preview=1" : ""}`, {
      method: "POST",
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
      body: new URLSearchParams({
        kind: "move_station",
        station: station.id,
        to_post: post.id,
        revision: this.desk.root.dataset["revision"] ?? "",
      }),
    });
  }

  private async preview(station: Station, post: Post): Promise<void> {
    const text = this.desk.root.dataset;
    const fill = (sentence: string | undefined) =>
      (sentence ?? "").replace("{station}", station.name || station.id).replace("{post}", post.id);
    const dialog = document.getElementById("map-move") as HTMLDialogElement;
    const body = document.getElementById("map-move-body")!;
    const save = document.getElementById("map-move-save") as HTMLButtonElement;
    document.getElementById("map-move-title")!.textContent = fill(text["textMoveTitle"]);
    const answer = await this.send(station, post, true).catch(() => null);
    if (!answer || answer.redirected || (!answer.ok && answer.status !== 409 && answer.status !== 422)) {
      toast(text["textMoveFailed"] ?? "", "error");
      return;
    }
    body.innerHTML = (await answer.text()) || `<p>${text["textMoveFine"] ?? ""}</p>`;
    save.disabled = !answer.ok;
    save.onclick = async () => {
      save.disabled = true;
      const saved = await this.send(station, post, false).catch(() => null);
      if (!saved?.ok) {
        body.innerHTML = (await saved?.text()) || (text["textMoveFailed"] ?? "");
        return;
      }
      dialog.close();
      sessionStorage.setItem("siaga-said", fill(text["textMoveSaved"]));
      location.reload(); // the plan has a new revision: picture, figures and map come anew
    };
    dialog.showModal();
  }
}
