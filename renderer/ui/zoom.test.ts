import { expect, it } from "vitest";
import { nextZoom } from "./zoom.ts";

it("steps through sizes and stays at the ends", () => {
  expect([
    nextZoom(1, "in"),
    nextZoom(1, "out"),
    nextZoom(1.07, "in"),
    nextZoom(3, "in"),
    nextZoom(0.5, "out"),
    nextZoom(2.5, "reset"),
  ]).toEqual([1.1, 0.9, 1.1, 3, 0.5, 1]);
});
