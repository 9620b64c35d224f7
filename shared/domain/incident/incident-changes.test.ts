import { expect, test } from "vitest";
import { incidentChangeFault } from "./incident-changes.ts";

const at = "2026-10-29T08:00:00.000Z";
const link = (ref: string, type = "url") => ({ links: [{ type, ref, relation: "related" }] });

test.each([
  [{ severity: "P0", component: "join", cause: "carrier", summary: "" }, null],
  [{ title: "Another" }, "title"],
  [{ accountId: "acc2" }, "accountId"],
  [{ state: "resolved", resolvedAt: at, closedAt: null }, null],
  [{ state: "resolved", resolvedAt: null, closedAt: null }, "resolvedAt"],
  [{ state: "resolved", resolvedAt: at, closedAt: at }, "closedAt"],
  [{ state: "closed", resolvedAt: at, closedAt: at }, null],
  [{ state: "closed", resolvedAt: null, closedAt: at }, null],
  [{ state: "closed", resolvedAt: at, closedAt: null }, "closedAt"],
  [{ state: "closed" }, "closedAt"],
  [{ state: "active", resolvedAt: null, closedAt: null }, null],
  [{ state: "active", resolvedAt: at, closedAt: null }, "resolvedAt"],
  [{ state: "active" }, "resolvedAt"],
  [{ resolvedAt: at }, "state"],
  [link("https://status.example/incidents/4?x=1#top"), null],
  [link("http://status.example/"), "links"],
  [link("javascript:alert(1)"), "links"],
  [link("https://user:pass@status.example/"), "links"],
  [link("https://"), "links"],
  [link("inc_2", "incident"), null],
])("%o of an incident is a laptop's to set, unless at fault: %s", (fields, fault) => {
  expect(incidentChangeFault(fields)).toBe(fault);
});
