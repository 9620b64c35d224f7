import { expect, test } from "vitest";
import { installedFont } from "./installed-font.ts";

/** A machine with Courier as its monospace family, Times as its serif one, and Georgia. */
const widths: Readonly<Record<string, number>> = { '"Georgia"': 130, '"Courier"': 100, monospace: 100, serif: 120 };
const widthOf = (families: string): number =>
  families
    .split(", ")
    .flatMap((family) => widths[family] ?? [])
    .at(0) ?? 0;

test("a family is there when its text is not as wide as the generic family's that it is led back to", () => {
  expect(installedFont("Georgia", widthOf)).toBe(true);
  expect(installedFont("Corporate Sans", widthOf)).toBe(false);
});

test("the family that a generic one stands for is there, too", () => {
  expect(installedFont("Courier", widthOf)).toBe(true);
});

test("a name with marks in it cannot name another family", () => {
  expect(installedFont('Corporate", "Georgia', widthOf)).toBe(false);
});
