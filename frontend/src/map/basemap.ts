/** The optional basemap: one PMTiles file on our own server, raster or vector. */
import type { LayerSpecification, RasterSourceSpecification, VectorSourceSpecification, addProtocol as AddProtocol } from "maplibre-gl";
import type { Colours } from "./style";

export interface Basemap {
  source: RasterSourceSpecification | VectorSourceSpecification;
  /** Names of the file's vector layers; empty for pictures. */
  names: Set<string>;
}

const RASTER = new Set([2, 3, 4, 5]); // png, jpeg, webp, avif

export async function basemapSource(address: string, addProtocol: typeof AddProtocol): Promise<Basemap> {
  const { PMTiles, Protocol } = await import("pmtiles");
  const protocol = new Protocol();
  const file = new PMTiles(address);
  protocol.add(file);
  addProtocol("pmtiles", protocol.tile);
  const [header, metadata] = await Promise.all([file.getHeader(), file.getMetadata()]);
  const url = `pmtiles://${address}`;
  if (RASTER.has(header.tileType)) return { source: { type: "raster", url, tileSize: 256 }, names: new Set() };
  const known = (metadata as { vector_layers?: { id: string }[] } | null)?.vector_layers ?? [];
  return { source: { type: "vector", url }, names: new Set(known.map((layer) => layer.id)) };
}

/** Quiet ground: water, woods, roads, buildings; of Protomaps' or OpenMapTiles' names, as there are. */
export function basemapLayers(base: Basemap, c: Colours): LayerSpecification[] {
  if (base.source.type === "raster") {
    return [{ id: "basemap-picture", type: "raster", source: "basemap", paint: { "raster-opacity": 0.75, "raster-saturation": -0.4 } }];
  }
  const fill = (name: string, colour: string, opacity = 1): LayerSpecification => ({
    id: `basemap-${name}`, type: "fill", source: "basemap", "source-layer": name,
    filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour, "fill-opacity": opacity },
  });
  const line = (name: string, colour: string, width: number): LayerSpecification => ({
    id: `basemap-${name}-line`, type: "line", source: "basemap", "source-layer": name,
    filter: ["==", ["geometry-type"], "LineString"],
    paint: { "line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], 8, width / 3, 14, width * 1.5] },
  });
  const all: [string, LayerSpecification[]][] = [
    ["earth", [fill("earth", c["land"]!)]],
    ["landcover", [fill("landcover", c["land"]!, 0.6)]],
    ["water", [fill("water", c["wet"]!), line("water", c["water"]!, 1.5)]],
    ["waterway", [line("waterway", c["water"]!, 1.5)]],
    ["roads", [line("roads", c["line-strong"]!, 1.2)]],
    ["transportation", [line("transportation", c["line-strong"]!, 1.2)]],
    ["buildings", [fill("buildings", c["line"]!, 0.7)]],
    ["building", [fill("building", c["line"]!, 0.7)]],
  ];
  return all.filter(([name]) => base.names.has(name)).flatMap(([, found]) => found);
}
