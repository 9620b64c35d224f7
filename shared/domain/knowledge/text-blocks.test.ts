import { expect, it } from "vitest";
import { textBlocks } from "./text-blocks.ts";

it("reads lists as people write them, and everything else as paragraphs", () => {
  expect(textBlocks("First look.\n1. Split by version\n2、看日志\n\n- push\n- wait\n4.9.0 is out\n3.5% of users")).toEqual([
    { type: "text", text: "First look." },
    { type: "list", ordered: true, items: ["Split by version", "看日志"] },
    { type: "list", ordered: false, items: ["push", "wait"] },
    { type: "text", text: "4.9.0 is out" },
    { type: "text", text: "3.5% of users" },
  ]);
  expect(textBlocks(" \n")).toEqual([]);
});
