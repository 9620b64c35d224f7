import type { Incident } from "../incident/incident.ts";
import type { HourlySeries } from "../metrics/series.ts";
import { usageDigest } from "../metrics/usage-digest.ts";
import { accountHealth } from "./account-health.ts";
import type { HealthInput } from "./health-input.ts";
import type { HealthModel } from "./health-model.ts";
import type { HealthResult } from "./health-result.ts";
import { modelFor } from "./model-for.ts";
import { modelInForce } from "./model-in-force.ts";
import { qualityDigest, qualityTargets } from "./quality-digest.ts";

/** The rows of an input, without what is made of its series. */
export type HealthRecords = Omit<HealthInput, "usage" | "quality">;

/** An account's hourly series by group, as they are stored. */
export interface HealthSeries {
  readonly usage: readonly HourlySeries[];
  readonly quality: readonly HourlySeries[];
}

const dayMs = 86_400_000;
const logDays = 400;

/** Whether the log of an incident belongs into an input that judges an instant: older ones say nothing about it any more. */
export function needsLog({ openedAt, closedAt }: Pick<Incident, "openedAt" | "closedAt">, atMs: number): boolean {
  return closedAt === null || Date.parse(openedAt) >= atMs - logDays * dayMs;
}

/** An account's health at an instant, by the model that was in force then: the window, the backend and the command all judge by this. */
export function judgedAt(records: HealthRecords, series: HealthSeries, models: readonly HealthModel[], atMs: number): HealthResult {
  const model = modelInForce(models, atMs);
  const usage = usageDigest(series.usage, atMs);
  const quality = qualityDigest(series.quality, qualityTargets(modelFor(model, records.account)), atMs);
  return accountHealth({ ...records, usage, quality }, model, atMs);
}

/** Rows in the order of their ids: sums come out the same, whichever store they were read from. Rows that are in order are not copied. */
export function inOrderOfId<R extends { readonly id: string }>(rows: readonly R[]): readonly R[] {
  for (let i = 1; i < rows.length; i += 1) {
    const [before, here] = [rows[i - 1], rows[i]];
    if (before !== undefined && here !== undefined && before.id > here.id) return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }
  return rows;
}
