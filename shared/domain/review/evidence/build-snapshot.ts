import { localDayOf } from "../../calendar/local-time.ts";
import type { ReviewAccount, ReviewSnapshot } from "../model/review-snapshot.ts";
import { capacityInForce } from "./capacity.ts";
import { type EvidenceScope, evidenceScope } from "./evidence-scope.ts";
import type { Evidence, EvidenceTable } from "./evidence-tables.ts";
import { exclusionRows } from "./exclusions.ts";
import { healthDays } from "./health.ts";
import { creditRows, incidentRows, postmortemRows, promiseRows } from "./incidents.ts";
import { occasionRows } from "./occasions.ts";
import { peakRows } from "./peaks.ts";
import { qualityParts } from "./quality-parts.ts";
import { qualityWeeks } from "./quality.ts";
import { actionRows, capacityRequestRows, commitmentRows, outreachRows, surveyRows } from "./relations.ts";
import type { ReviewSources, SnapshotRequest } from "./review-sources.ts";
import { sdkVersions } from "./sdk.ts";
import { sealed } from "./seal-snapshot.ts";
import { targetRows } from "./target-rows.ts";
import { usageDays, usageHours } from "./usage-days.ts";

/**
 * Freezes what a review's numbers are counted from: the same record, request and instant give the same snapshot, in whatever order the record comes. What
 * is later than `takenMs` is left out; the reviewed period need not be over.
 */
export function buildSnapshot(sources: ReviewSources, request: SnapshotRequest): ReviewSnapshot {
  const { account } = sources;
  const scope = evidenceScope(request, account.timeZone);
  const evidence = evidenceOf(sources, request, scope);
  const { previous } = sources;
  return sealed({
    kind: request.kind,
    period: request.period,
    periods: scope.periods,
    account: accountOf(sources, scope),
    timeZone: account.timeZone,
    takenMs: request.takenMs,
    dataAsOfMs: newestOf(evidence, request.takenMs),
    evidence,
    previous:
      previous === null
        ? null
        : {
            reviewId: previous.review.id,
            snapshotId: previous.snapshot.snapshotId,
            period: previous.snapshot.period,
            said: previous.snapshot.said.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
          },
  });
}

function evidenceOf(sources: ReviewSources, request: SnapshotRequest, scope: EvidenceScope): Evidence {
  const usage = usageHours(sources.series.usage, scope.takenMs);
  const today = localDayOf(scope.takenMs, scope.timeZone);
  const quality = qualityWeeks(sources.series.quality, sources.account.timeZone, scope);
  const peaks = peakRows(sources, usage, scope);
  return {
    usageDays: usageDays(sources, usage, scope),
    capacity: capacityInForce(sources, scope),
    quality,
    qualityParts: qualityParts(sources.series.detail, scope),
    incidents: incidentRows(sources, scope),
    promises: promiseRows(sources, scope),
    credits: creditRows(sources, scope),
    peaks,
    outreach: outreachRows(sources, scope),
    capacityRequests: capacityRequestRows(sources, scope),
    commitments: commitmentRows(sources, scope, today),
    actions: actionRows(sources, request, scope, today),
    health: healthDays(sources, scope),
    surveys: surveyRows(sources, scope),
    sdk: sdkVersions(sources, scope),
    occasions: occasionRows(sources, scope),
    postmortems: postmortemRows(sources, scope, today),
    targets: targetTable(sources, scope),
    exclusions: exclusionRows(sources, usage, { quality, peaks }, scope),
  };
}

/** As they were in force at the end of the period: what was promised then is what it is held against. */
function targetTable({ healthModels, account }: ReviewSources, { endMs }: EvidenceScope): EvidenceTable {
  const rows = targetRows(healthModels, account, endMs - 1);
  return { rows, sourceRows: rows.length, sources: ["healthModel"], fromMs: endMs - 1, asOfMs: endMs - 1 };
}

/** Tables whose newest instant is that of the snapshot itself, or of a calendar. */
const withoutAge: readonly (keyof Evidence)[] = ["actions", "occasions", "exclusions", "commitments", "targets"];

function newestOf(evidence: Evidence, takenMs: number): number | null {
  let newest: number | null = null;
  for (const [table, { asOfMs }] of Object.entries(evidence)) {
    if (asOfMs === null || asOfMs > takenMs || withoutAge.some((one) => one === table)) continue;
    newest = Math.max(newest ?? asOfMs, asOfMs);
  }
  return newest;
}

/** With the contract that was in force at the end of the period. */
function accountOf({ account, contracts, owner }: ReviewSources, { endMs, timeZone }: EvidenceScope): ReviewAccount {
  const day = localDayOf(endMs - 1, timeZone);
  const [contract] = contracts
    .filter(({ startsOn, renewsOn }) => startsOn <= day && day <= renewsOn)
    .toSorted((a, b) => (a.startsOn === b.startsOn ? (a.id < b.id ? -1 : 1) : a.startsOn < b.startsOn ? 1 : -1));
  const { id, code, name, locale, timeZone: zone, country, scenario, tier, regions } = account;
  return {
    id,
    code,
    name,
    locale,
    timeZone: zone,
    country,
    scenario,
    tier,
    regions,
    owner,
    slaPolicy: contract?.slaPolicy ?? null,
    renewsOn: contract?.renewsOn ?? null,
  };
}
