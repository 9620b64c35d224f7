import { expect, test } from "vitest";
import { neighbour, outlineLines } from "./outline-lines.ts";

const order = ["cover", "summary", "sla", "appendix"];

test("the cursor goes to the section beside it and stops at the ends", () => {
  expect([neighbour(order, "summary", 1), neighbour(order, "cover", -1), neighbour(order, "appendix", 1)]).toEqual([
    "sla",
    "cover",
    "appendix",
  ]);
});

test("what is hidden has no number, and those behind it move up; what is internal says so", () => {
  const sections = [
    { section: "sla", audience: "internal" },
    { section: "appendix", audience: "customer" },
  ] as const;
  expect(outlineLines(order, ["summary"], sections)).toEqual([
    { id: "cover", number: 1, internal: false },
    { id: "summary", number: null, internal: false },
    { id: "sla", number: 2, internal: true },
    { id: "appendix", number: 3, internal: false },
  ]);
});
