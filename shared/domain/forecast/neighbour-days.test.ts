import { expect, test } from "vitest";
import { fromNeighbourDays } from "./neighbour-days.ts";

/** A rhythm of the day at another level every day; the cells given are unknown. */
const rhythm = (cell: number): number => Math.sin((cell / 24) * 2 * Math.PI) + 0.1 * Math.floor(cell / 24);
const without =
  (...unknown: readonly number[]) =>
  (cell: number): number =>
    cell < 0 || cell >= 240 || unknown.includes(cell) ? Number.NaN : rhythm(cell);

test("the days beside an hour say what it is, brought to its own day's level", () => {
  // Windows of fifteen hours on either side reach into the days beside, whose levels differ alike.
  const cell = 5 * 24 + 12;
  expect(fromNeighbourDays(cell, without(cell, cell - 1, cell + 1))).toBeCloseTo(rhythm(cell), 10);
});

test("one day alone says nothing, and neither do days that share no hours with it", () => {
  const cell = 5 * 24 + 20;
  const others = [-3, -2, -1, 2, 3].map((apart) => cell + apart * 24);
  expect(fromNeighbourDays(cell, without(cell, ...others))).toBeNaN();
  const ownDay = Array.from({ length: 31 }, (_, i) => cell - 15 + i);
  expect(fromNeighbourDays(cell, without(...ownDay))).toBeNaN();
});
