/** Buttons and boxes around the map. */
export interface Filters {
  /** Tiers shown; null when all are. */
  tiers: Set<string> | null;
  level: string;
  district: string;
}

interface Wishes {
  zoom(how: string): void;
  layer(group: string, shown: boolean): void;
  filter(filters: Filters): void;
}

export function startControls(root: HTMLElement, wishes: Wishes): void {
  const chips = [...root.querySelectorAll<HTMLElement>("[data-map-tier]")];
  const fields = [...root.querySelectorAll<HTMLSelectElement>("[data-map-filter]")];
  const filter = () => {
    const on = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true");
    const value = (name: string) => fields.find((field) => field.dataset["mapFilter"] === name)?.value ?? "";
    wishes.filter({
      tiers: on.length === chips.length ? null : new Set(on.map((chip) => chip.dataset["mapTier"] ?? "")),
      level: value("level"),
      district: value("district"),
    });
  };
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") === "true" ? "false" : "true");
      filter();
    });
  }
  for (const field of fields) field.addEventListener("change", filter);
  if (fields.some((field) => field.value) || chips.some((chip) => chip.getAttribute("aria-pressed") === "false")) filter();
  for (const box of root.querySelectorAll<HTMLInputElement>("[data-map-layer]")) {
    const tell = () => wishes.layer(box.dataset["mapLayer"] ?? "", box.checked);
    box.addEventListener("change", tell);
    if (box.checked !== box.defaultChecked) tell(); // a browser keeps boxes over a reload
  }
  for (const button of root.querySelectorAll<HTMLElement>("[data-map-zoom]")) {
    button.addEventListener("click", () => wishes.zoom(button.dataset["mapZoom"] ?? ""));
  }
}
