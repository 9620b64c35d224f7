import { expect, test } from "vitest";
import { defaultHealthModel } from "../../shared/domain/health/default-health-model.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { refuseContent, refuseOutreach, refuseRemoval } from "./write-rules.ts";

function modelWith(change: object): JsonObject {
  return {
    id: "hmod_1",
    version: 1,
    inForceFrom: "2026-10-01T00:00:00.000Z",
    authorId: "user-1",
    note: "",
    definition: Object.assign(structuredClone(defaultHealthModel), change),
  };
}

test.each([
  ["that makes sense is taken", {}, null],
  ["whose grades are out of order", { grades: { good: 10, watch: 20, risk: 30 } }, "definition.grades: grades_out_of_order"],
  [
    "that weighs nothing",
    { variants: [], weights: { quality: 0, usage: 0, support: 0, capacity: 0, relationship: 0, commercial: 0, technical: 0 } },
    "definition.weights: weights_sum_zero",
  ],
])("a health model %s", (_name, change, message) => {
  expect(refuseContent("healthModel", modelWith(change))).toEqual(message === null ? null : { code: "invalid", message });
});

test("a message that was sent is not sent back by a laptop, and what it said stays", () => {
  const sent: JsonObject = {
    accountId: "acc-1",
    state: "sent",
    sentAt: "2026-10-28T02:00:00.000Z",
    answeredAt: null,
    subject: "双 11",
    body: "",
  };
  expect([
    refuseOutreach("outreach", sent, { ...sent, subject: "双 12" }),
    refuseOutreach("outreach", sent, { ...sent, state: "draft" }),
    refuseOutreach("outreach", sent, { ...sent, remindAt: "2026-10-30T02:00:00.000Z" }),
    refuseOutreach("task", sent, { ...sent, subject: "双 12" }),
  ]).toEqual([
    { code: "not-allowed", message: "outreach: subject was sent" },
    { code: "not-allowed", message: "outreach: sent does not become draft" },
    null,
    null,
  ]);
});

test.each([
  ["outreach", { state: "draft", way: "smtp" }, true],
  ["outreach", { state: "cancelled", way: "smtp" }, true],
  ["outreach", { state: "answered", way: "phone" }, true],
  ["outreach", { state: "queued", way: "smtp" }, false],
  ["outreach", { state: "sent" }, false],
  ["capacityRequest", { state: "asked" }, true],
  ["capacityRequest", { state: "confirmed" }, false],
  ["postmortem", { state: "draft" }, true],
  ["postmortem", { state: "review" }, false],
  ["postmortem", { state: "published" }, false],
  ["task", { state: "done" }, true],
] as const)("%s %o may be deleted: %s", (kind, doc, may) => {
  expect(refuseRemoval(kind, doc)).toEqual(may ? null : { code: "not-allowed", message: `${kind}: what others have seen stays` });
});
