import { expect, test } from "vitest";
import { fakeStore } from "../../../test/support/fake-store.ts";
import { sampleAccount, sampleContact, sampleEntry, sampleIncident, sampleUser } from "../../../test/support/sample-records.ts";
import { defaultHealthModel } from "../../../shared/domain/health/default-health-model.ts";
import type { HealthModelDefinition } from "../../../shared/domain/health/health-model.ts";
import { healthModels } from "./health-models.ts";
import { healthPreview } from "./health-preview.ts";

const nowMs = Date.parse("2026-10-29T00:00:00.000Z");
/** Contacts and incidents alone are enough for a score here, and people count most. */
const people: HealthModelDefinition = {
  ...defaultHealthModel,
  minKnownShare: 0.1,
  weights: { ...defaultHealthModel.weights, relationship: 1000 },
  variants: [],
};

const store = fakeStore({
  records: [
    sampleUser({ id: "user-1", role: "lead" }),
    sampleAccount({ id: "acc-1", name: "One" }),
    sampleEntry({ accountId: "acc-1", type: "call", at: "2026-10-28T00:00:00.000Z" }),
    sampleContact({ accountId: "acc-1", role: "decision_maker" }),
    sampleAccount({ id: "acc-2", name: "Two" }),
    sampleIncident({ accountId: "acc-2" }),
  ],
  userId: "user-1",
});

test("a preview tells whose grade a change of the model would change, beside what it is now", async () => {
  const preview = await healthPreview.run(store, { definition: people }, nowMs);
  expect(preview?.before).toEqual({ good: 0, watch: 0, risk: 0, critical: 0, unknown: 2 });
  expect(preview?.after).toEqual({ good: 1, watch: 0, risk: 0, critical: 0, unknown: 1 });
  expect(preview?.regraded.map(({ name, before, after }) => [name, before.grade, after.grade])).toEqual([["One", "unknown", "good"]]);
  expect(preview?.count).toBe(2);
  // Nothing that had a score has another one.
  expect(preview?.movers).toEqual([]);
});

test("of a broken model there is no preview", async () => {
  expect(await healthPreview.run(store, { definition: { ...people, emphasis: 9 } }, nowMs)).toBe(null);
});

test("a lead may change the model; before anybody did, the shipped one is in force", async () => {
  const models = await healthModels.run(store, undefined, nowMs);
  expect([models.mayEdit, models.inForceVersion, models.versions.length]).toEqual([true, 0, 1]);
});
