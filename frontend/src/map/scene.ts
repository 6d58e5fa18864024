/** What the server sends, and what the map draws from it. */
import type { Feature, FeatureCollection, MultiPolygon, Point, Position } from "geojson";

export interface SceneDocument {
  v: number;
  scale: number;
  tiers: string[];
  levels: string[];
  accesses: string[];
  districts: [code: string, name: string][];
  /** Of a province: slug and plan of each operation, in the order of ``districts``. */
  cards?: [slug: string, plan: number | null][];
  villages: string[];
  post_codes: string[];
  stations: {
    id: string[];
    name: string[];
    d: number[];
    vi: number[];
    lat: number[];
    lon: number[];
    n: number[];
    a: string;
    t: string;
    l: string;
    p: number[];
  };
  posts: {
    id: string[];
    d: string[];
    t: string;
    l: string;
    a: string;
    hub: string[];
    lat: number[];
    lon: number[];
    s: number[];
    size: number[];
    o: number[];
    m: number[];
    k: string;
  };
  bases: { id: string[]; name: string[]; kind: string[]; lat: number[]; lon: number[] };
  lines: [base: number, post: number, officers: number, minutes: number][];
  reserves: [base: number, officers: number][];
}

export interface AreasDocument {
  scale: number;
  villages: [code: string, name: string, district: string, polygons: number[][][]][];
  districts: [code: string, rings: number[][]][];
}

export interface Place {
  lon: number;
  lat: number;
}

export interface Station extends Place {
  index: number;
  id: string;
  name: string;
  village: string;
  district: string;
  tier: string;
  level: string;
  post: string;
  voters: number;
}

export interface Post extends Place {
  id: string;
  district: string;
  tier: string;
  level: string;
  access: string;
  hub: string;
}

export interface Base extends Place {
  id: string;
  name: string;
  kind: "police" | "jetty" | "office";
}

export interface Line {
  base: Base;
  post: Post;
  officers: number;
  minutes: number;
}

export interface Scene {
  stations: Station[];
  byId: Map<string, Station>;
  posts: Map<string, Post>;
  members: Map<string, Station[]>;
  bases: Base[];
  lines: Line[];
  reserves: { base: Base; officers: number }[];
  districts: { code: string; name: string; lon: number; lat: number }[];
  villages: { name: string; lon: number; lat: number }[];
}

const POLICE = new Set(["polres", "polsek", "polairud", "posko"]);

/** Sums of differences: the values themselves, in degrees. */
export function undelta(steps: number[], scale: number): number[] {
  let sum = 0;
  return steps.map((step) => (sum += step) / scale);
}

function word(letters: string, at: number, words: string[]): string {
  const letter = letters.charAt(at);
  return letter === "-" ? "" : (words[Number(letter)] ?? "");
}

/** The scene with its places and ties. */
export function readScene(document: SceneDocument): Scene {
  const { stations: s, posts: p, bases: b, scale } = document;
  const lats = undelta(s.lat, scale);
  const lons = undelta(s.lon, scale);
  const stations = s.id.map(
    (id, i): Station => ({
      index: i,
      id: document.cards ? `${document.cards[s.d[i] ?? -1]?.[0] ?? ""}/${id}` : id,
      name: s.name[i] ?? "",
      village: document.villages[s.vi[i] ?? -1] ?? "",
      district: document.districts[s.d[i] ?? -1]?.[0] ?? "",
      tier: word(s.t, i, document.tiers),
      level: word(s.l, i, document.levels),
      post: document.post_codes[s.p[i] ?? -1] ?? "",
      voters: s.n[i] ?? 0,
      lon: lons[i] ?? 0,
      lat: lats[i] ?? 0,
    }),
  );
  const postLats = undelta(p.lat, scale);
  const postLons = undelta(p.lon, scale);
  const postList = p.id.map(
    (id, i): Post => ({
      id,
      district: p.d[i] ?? "",
      tier: word(p.t, i, document.tiers),
      level: word(p.l, i, document.levels),
      access: word(p.a, i, document.accesses),
      hub: p.hub[i] ?? "",
      lon: postLons[i] ?? 0,
      lat: postLats[i] ?? 0,
    }),
  );
  const baseLats = undelta(b.lat, scale);
  const baseLons = undelta(b.lon, scale);
  const bases = b.id.map((id, i): Base => {
    const kind = b.kind[i] ?? "";
    return {
      id,
      name: b.name[i] ?? id,
      kind: POLICE.has(kind) ? "police" : kind === "jetty" ? "jetty" : "office",
      lon: baseLons[i] ?? 0,
      lat: baseLats[i] ?? 0,
    };
  });
  const members = new Map<string, Station[]>();
  for (const station of stations) {
    if (!station.post) continue;
    const found = members.get(station.post);
    if (found) found.push(station);
    else members.set(station.post, [station]);
  }
  return {
    stations,
    byId: new Map(stations.map((station) => [station.id, station])),
    posts: new Map(postList.map((post) => [post.id, post])),
    members,
    bases,
    lines: document.lines.flatMap(([base, post, officers, minutes]) => {
      const [from, to] = [bases[base], postList[post]];
      return from && to ? [{ base: from, post: to, officers, minutes }] : [];
    }),
    reserves: document.reserves.flatMap(([base, officers]) => {
      const at = bases[base];
      return at ? [{ base: at, officers }] : [];
    }),
    districts: middles(document.districts.map(([code, name]) => ({ code, name })), stations, (station) => station.district, (district) => district.code),
    villages: middles(document.villages.map((name) => ({ name })), stations, (station) => station.village, (village) => village.name),
  };
}

/** Each area with the median place of its stations: where its name stands. */
function middles<T>(areas: T[], stations: Station[], of: (station: Station) => string, key: (area: T) => string): (T & Place)[] {
  const found = new Map<string, Station[]>();
  for (const station of stations) {
    const name = of(station);
    const known = found.get(name);
    if (known) known.push(station);
    else found.set(name, [station]);
  }
  return areas.flatMap((area) => {
    const inside = found.get(key(area));
    if (!inside?.length) return [];
    const at = Math.floor(inside.length / 2);
    const lons = inside.map((station) => station.lon).sort((a, b) => a - b);
    const lats = inside.map((station) => station.lat).sort((a, b) => a - b);
    return [{ ...area, lon: lons[at] ?? 0, lat: lats[at] ?? 0 }];
  });
}

export function point<P extends object>(place: Place, properties: P): Feature<Point, P> {
  return { type: "Feature", geometry: { type: "Point", coordinates: [place.lon, place.lat] }, properties };
}

export function collection(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

export function segment(from: Place, to: Place, properties: object): Feature {
  return {
    type: "Feature",
    geometry: { type: "LineString", coordinates: [[from.lon, from.lat], [to.lon, to.lat]] },
    properties,
  };
}

/** A ring of first corner and differences, closed, in degrees. */
export function unpackRing(packed: number[], scale: number): Position[] {
  const ring: Position[] = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < packed.length; i += 2) {
    x += packed[i] ?? 0;
    y += packed[i + 1] ?? 0;
    ring.push([x / scale, y / scale]);
  }
  const first = ring[0];
  const last = ring.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push([...first]);
  return ring;
}

export function villageFeatures(document: AreasDocument): Feature<MultiPolygon>[] {
  return document.villages.map(([code, name, district, polygons]) => ({
    type: "Feature",
    geometry: {
      type: "MultiPolygon",
      coordinates: polygons.map((rings) => rings.map((ring) => unpackRing(ring, document.scale))),
    },
    properties: { code, name, d: district },
  }));
}

export function districtFeatures(document: AreasDocument): Feature[] {
  return document.districts.map(([code, rings]) => ({
    type: "Feature",
    geometry: { type: "MultiLineString", coordinates: rings.map((ring) => unpackRing(ring, document.scale)) },
    properties: { d: code },
  }));
}

/** West, south, east and north of everything drawn; null when there is nothing. */
export function boundsOf(scene: Scene, areas: AreasDocument | null): [number, number, number, number] | null {
  let [west, south, east, north] = [180, 90, -180, -90];
  const widen = (lon: number, lat: number) => {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  };
  for (const place of [...scene.stations, ...scene.bases]) widen(place.lon, place.lat);
  for (const [, rings] of areas?.districts ?? []) {
    for (const ring of rings) for (const [lon, lat] of unpackRing(ring, areas!.scale)) widen(lon!, lat!);
  }
  return west > east ? null : [west, south, east, north];
}
