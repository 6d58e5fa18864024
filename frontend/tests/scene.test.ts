import { expect, test } from "vitest";
import { boundsOf, readScene, undelta, unpackRing, type SceneDocument } from "../src/map/scene";

const document: SceneDocument = {
  v: 1,
  scale: 100_000,
  tiers: ["kurang_rawan", "rawan", "sangat_rawan", "khusus"],
  levels: ["doctrine", "thinned"],
  accesses: ["road", "river", "sea"],
  districts: [["16.07.01", "Banyuasin I"]],
  villages: ["Mariana", "Sungai Rebo"],
  post_codes: ["P-1"],
  stations: {
    id: ["001", "002", "003"], name: ["TPS 1", "TPS 2", "TPS 3"], d: [0, 0, 0], vi: [0, 1, 1],
    lat: [-297_933, 233, -10], lon: [10_487_798, -129, 5], n: [454, 399, 300], a: "000", t: "03-", l: "01-", p: [0, 0, 0],
  },
  posts: {
    id: ["P-1"], d: ["16.07.01"], t: "0", l: "0", a: "1", hub: ["002"], lat: [-297_700], lon: [10_487_669],
    s: [3], size: [2], o: [2], m: [12], k: "0",
  },
  bases: { id: ["POLRES"], name: ["Polres"], kind: ["polres"], lat: [-288_127], lon: [10_440_937] },
  lines: [[0, 0, 2, 38]],
  reserves: [[0, 4]],
};

test("stations stand where the differences add up, with tier, level and post", () => {
  const scene = readScene(document);
  expect(scene.stations[1]).toMatchObject({ id: "002", village: "Sungai Rebo", tier: "khusus", level: "thinned", post: "P-1" });
  expect(scene.stations[1]!.lat).toBeCloseTo(-2.977, 6);
  expect(scene.stations[2]).toMatchObject({ tier: "", level: "" });
  expect(scene.members.get("P-1")).toHaveLength(3);
  expect(scene.lines[0]).toMatchObject({ officers: 2, post: { access: "river" }, base: { kind: "police" } });
});

test("a province's stations of one number are told apart by their operation", () => {
  const scene = readScene({ ...document, cards: [["banyuasin", 3]] });
  expect(scene.byId.get("banyuasin/001")?.name).toBe("TPS 1");
});

test("differences add up over many stations without drifting", () => {
  const steps = Array.from({ length: 30_000 }, (_, i) => (i % 2 ? -7 : 8));
  expect(undelta(steps, 100_000).at(-1)).toBe(15_000 / 100_000);
});

test("a ring closes and keeps its corners", () => {
  expect(unpackRing([10, 20, 5, 0, 0, 5], 10)).toEqual([[1, 2], [1.5, 2], [1.5, 2.5], [1, 2]]);
});

test("bounds hold every station and base; of nothing there are none", () => {
  const [west, south, east, north] = boundsOf(readScene(document), null)!;
  expect(west).toBeCloseTo(104.40937);
  expect(north).toBeCloseTo(-2.88127);
  expect(east).toBeGreaterThan(west);
  expect(south).toBeLessThan(north);
  const none = { ...document, stations: { ...document.stations, id: [] }, bases: { id: [], name: [], kind: [], lat: [], lon: [] }, posts: { ...document.posts, id: [] }, lines: [], reserves: [] };
  expect(boundsOf(readScene(none), null)).toBeNull();
});
