import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("src/styles/tokens.css", "utf8");

function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map((m) => [m[1]!, m[2]!] as const));
}

const light = colours(css.split(":root[data-theme")[0]!);
const dark = colours(css.split(':root[data-theme="dark"] {')[1]!.split("@media")[0]!);
const darkBySystem = colours(css.split("@media")[1]!);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

const GROUNDS = ["ground", "surface", "sunken", "raised"];
const TEXT: [string, string[]][] = [
  ["ink", [...GROUNDS, "good-ground", "warn-ground", "bad-ground", "accent-ground", "land", "wet"]],
  ["soft", [...GROUNDS, "good-ground", "warn-ground", "bad-ground", "accent-ground"]],
  ["accent", [...GROUNDS, "accent-ground"]],
  ["accent-ink", ["accent", "accent-strong"]],
  ["good", [...GROUNDS, "good-ground"]],
  ["warn", [...GROUNDS, "warn-ground"]],
  ["bad", [...GROUNDS, "bad-ground"]],
  ["bad-ink", ["bad"]],
  ["surface", ["good"]],
  ["bar-ink", ["bar"]],
  ["bar-soft", ["bar"]],
];
const SIGNS: [string, string[]][] = [
  ...["t0", "t1", "t2", "t3"].map((t): [string, string[]] => [t, ["surface", "land", "wet"]]),
  ["line-strong", ["surface", "ground", "sunken"]],
  ["focus", GROUNDS],
  ["bar-line", ["bar"]],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, theme) => {
  test.each(TEXT.flatMap(([ink, grounds]) => grounds.map((g) => [ink, g] as const)))(
    "text %s can be read on %s (WCAG AA, 4.5)",
    (ink, ground) => expect(contrast(theme.get(ink)!, theme.get(ground)!)).toBeGreaterThanOrEqual(4.5),
  );
  test.each(SIGNS.flatMap(([sign, grounds]) => grounds.map((g) => [sign, g] as const)))(
    "sign %s can be seen on %s (WCAG AA, 3)",
    (sign, ground) => expect(contrast(theme.get(sign)!, theme.get(ground)!)).toBeGreaterThanOrEqual(3),
  );
});

test("dark by the system's wish is dark by the user's", () => {
  expect(darkBySystem).toEqual(dark);
});
