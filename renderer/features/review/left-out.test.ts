import { expect, test } from "vitest";
import { leftOut } from "./left-out.ts";

const review = {
  order: ["cover", "summary", "sla", "free-a"],
  hidden: ["sla"],
  sections: [
    { section: "free-a", audience: "internal" as const },
    { section: "sla", audience: "internal" as const },
  ],
  comments: [{ id: "c1" }, { id: "c2" }],
};

test("a customer is given neither hidden nor internal sections, nor comments", () => {
  expect(leftOut(review, { audience: "customer", notes: false })).toEqual({
    internal: ["free-a"],
    hidden: ["sla"],
    comments: 2,
    notes: true,
  });
});

test("colleagues are given what is internal; what is hidden and said stays", () => {
  expect(leftOut(review, { audience: "internal", notes: true })).toEqual({ internal: [], hidden: ["sla"], comments: 2, notes: false });
});
