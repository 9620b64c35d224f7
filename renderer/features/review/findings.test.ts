import { expect, test } from "vitest";
import { findingsOf, nextFinding } from "./findings.ts";

const finding = (id: string, section: string) => ({ id, section, field: "body", locale: "en", code: "literal", text: "3" }) as const;
const all = [finding("b", "sla"), finding("a", "summary"), finding("c", "sla")];

test("findings stand in the order of the sections; what was let stand blocks no more", () => {
  const findings = findingsOf(all, [{ section: "sla", acknowledged: ["c"] }], ["cover", "summary", "sla"]);
  expect([findings.open.map(({ id }) => id), findings.acknowledged.map(({ id }) => id)]).toEqual([["a", "b"], ["c"]]);
  expect(["summary", "sla", "cover"].map((section) => findings.isBlocked(section))).toEqual([true, true, false]);
});

test("a key goes from one to the next and begins anew", () => {
  expect([null, "b", "c"].map((last) => nextFinding(all, last)?.id)).toEqual(["b", "a", "b"]);
  expect(nextFinding([], "a")).toBeNull();
});
