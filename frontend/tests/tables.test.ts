import { expect, test } from "vitest";
import { compareCells, parseNumber } from "../src/lib/tables";

test("numbers sort by value in the page's own writing", () => {
  const cells = ["1.389", "616", "37,5 %", "142 menit", ""];
  expect(cells.sort((a, b) => compareCells(a, b, "id"))).toEqual([
    "37,5 %", "142 menit", "616", "1.389", "",
  ]);
});

test("ids keep their zeros and sort as words", () => {
  expect(parseNumber("0017", "id")).toBeNull();
  expect(["TPS 10", "TPS 9"].sort((a, b) => compareCells(a, b, "id"))).toEqual(["TPS 9", "TPS 10"]);
});

test("English numbers are not read as Indonesian", () => {
  expect(parseNumber("1,389.5", "en")).toBe(1389.5);
  expect(parseNumber("1.389,5", "id")).toBe(1389.5);
});
