/** The map's layers in the page's colours: read from the style sheet, so that both themes agree. */
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";

export type Colours = Record<string, string>;

const NAMES = [
  "sunken", "land", "village", "outline", "link", "wet", "water", "ink", "soft", "halo", "base",
  "focus", "warn", "t0", "t1", "t2", "t3", "surface", "line-strong", "line", "good", "bad", "accent",
];

export function readColours(): Colours {
  const computed = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, computed.getPropertyValue(`--${name}`).trim()]));
}

const FONT = ["IBM Plex Sans"];
const ZOOMED: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 7, 0.45, 10, 0.75, 13, 1.15, 16, 1.6];
const SIGN: ExpressionSpecification = ["match", ["get", "t"], "rawan", "t1", "sangat_rawan", "t2", "khusus", "t3", "t0"];
const RANK: ExpressionSpecification = ["match", ["get", "t"], "khusus", 3, "sangat_rawan", 2, "rawan", 1, 0];

/** Stations without a tier of their own sign. */
export const LOW: ExpressionSpecification = ["in", ["get", "t"], ["literal", ["", "kurang_rawan"]]];

/** Layers of the basemap by its own ids lie below all these. */
export function layers(c: Colours, many: boolean): LayerSpecification[] {
  const size: ExpressionSpecification = many ? ["interpolate", ["linear"], ["zoom"], 6, 0.28, 9, 0.6, 13, 1.15, 16, 1.6] : ZOOMED;
  const radius: ExpressionSpecification = many ? ["interpolate", ["linear"], ["zoom"], 6, 1.1, 9, 2.4, 13, 4.6, 16, 6.4] : ["interpolate", ["linear"], ["zoom"], 7, 1.8, 10, 3, 13, 4.6, 16, 6.4];
  return [
    { id: "ground", type: "background", paint: { "background-color": c["sunken"]! } },
    { id: "villages", type: "fill", source: "villages", paint: { "fill-color": c["land"]!, "fill-antialias": false } },
    { id: "village-lines", type: "line", source: "villages", paint: { "line-color": c["village"]!, "line-width": 1 } },
    {
      id: "district-lines", type: "line", source: "districts", layout: { "line-join": "round" },
      paint: { "line-color": c["outline"]!, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 1, 11, 2] },
    },
    {
      id: "links", type: "line", source: "links",
      paint: { "line-color": c["link"]!, "line-opacity": 0.8, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.6, 13, 1.8] },
    },
    {
      id: "lines-road", type: "line", source: "lines", filter: ["==", ["get", "a"], "road"], layout: { visibility: "none", "line-cap": "round" },
      paint: { "line-color": c["t1"]!, "line-opacity": 0.75, "line-width": ["interpolate", ["linear"], ["get", "o"], 1, 1, 12, 4] },
    },
    {
      id: "lines-water", type: "line", source: "lines", filter: ["!=", ["get", "a"], "road"], layout: { visibility: "none" },
      paint: { "line-color": c["water"]!, "line-opacity": 0.85, "line-dasharray": [3, 1.5], "line-width": ["interpolate", ["linear"], ["get", "o"], 1, 1, 12, 4] },
    },
    {
      id: "reserves", type: "circle", source: "reserves",
      paint: { "circle-radius": 13, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": c["good"]!, "circle-stroke-width": 3, "circle-stroke-opacity": 0.9 },
    },
    {
      id: "below", type: "circle", source: "stations", filter: ["!", ["in", ["get", "l"], ["literal", ["", "doctrine"]]]],
      paint: { "circle-color": c["warn"]!, "circle-opacity": 0.35, "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 4, 12, 11, 15, 16] },
    },
    {
      id: "reach", type: "circle", source: "reach", layout: { visibility: "none" },
      paint: {
        "circle-color": ["case", ["get", "r"], c["good"]!, "rgba(0,0,0,0)"], "circle-opacity": 0.3,
        "circle-stroke-color": c["bad"]!, "circle-stroke-width": ["case", ["get", "r"], 0, 1.5],
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 4, 12, 11, 15, 16],
      },
    },
    // Most stations are of the lowest tier: circles cost a fraction of signs, and look the same.
    {
      id: "stations-low", type: "circle", source: "stations", filter: LOW,
      paint: { "circle-color": c["t0"]!, "circle-radius": radius, "circle-stroke-color": c["halo"]!, "circle-stroke-width": many ? ["interpolate", ["linear"], ["zoom"], 7, 0, 11, 1] : 1 },
    },
    {
      id: "stations", type: "symbol", filter: ["!", LOW], source: "stations",
      layout: { "icon-image": SIGN, "icon-size": size, "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": RANK },
    },
    {
      id: "bases", type: "symbol", source: "bases", minzoom: many ? 8.5 : 0,
      filter: ["any", ["==", ["get", "k"], "police"], [">=", ["zoom"], 9.5]],
      layout: { "icon-image": ["get", "k"], "icon-size": ["interpolate", ["linear"], ["zoom"], 7, 0.8, 12, 1.3], "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    { id: "chosen-lines", type: "line", source: "chosen", filter: ["==", ["geometry-type"], "LineString"], layout: { "line-cap": "round" }, paint: { "line-color": c["focus"]!, "line-width": 3 } },
    {
      id: "chosen-places", type: "circle", source: "chosen", filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": c["focus"]!, "circle-stroke-width": ["case", ["get", "main"], 4, 2], "circle-radius": ["case", ["get", "main"], 13, 8] },
    },
    {
      id: "village-names", type: "symbol", source: "village-names", minzoom: 10.5,
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-offset": [0, 1], "text-anchor": "top", "text-optional": true },
      paint: { "text-color": c["soft"]!, "text-halo-color": c["halo"]!, "text-halo-width": 1.5 },
    },
    {
      id: "district-names", type: "symbol", source: "district-names",
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 7, 11, 11, 16], "text-padding": 4 },
      paint: { "text-color": c["ink"]!, "text-halo-color": c["halo"]!, "text-halo-width": 2 },
    },
  ];
}

/** Which layers a box of the layer list switches. */
export const GROUPS: Record<string, string[]> = {
  stations: ["stations", "stations-low", "below"],
  posts: ["links"],
  lines: ["lines-road", "lines-water"],
  reserves: ["reserves"],
  reach: ["reach"],
  bases: ["bases"],
  villages: ["villages", "village-lines", "district-lines"],
  names: ["village-names", "district-names"],
};
