import { decidedMs, isNearMiss } from "../../sla/statistics/statistic-metrics.ts";
import { comeMs, type EvidenceRecord, type EvidenceScope, evidenceTable, isTold } from "./evidence-scope.ts";
import type { EvidenceTable } from "./evidence-tables.ts";
import type { ReviewSources } from "./review-sources.ts";

type Counted = Pick<ReviewSources, "incidents" | "repeats" | "postmortems">;

const incidentSources = ["incident", "incidentEvent"] as const;
const promiseSources = ["incident", "incidentEvent", "slaVerdict"] as const;

/** Incidents that were opened or ended in one of the periods. */
export function incidentRows({ incidents, repeats, postmortems }: Counted, scope: EvidenceScope): EvidenceTable {
  const begun = incidents.filter(({ counted }) => counted.openedMs <= scope.takenMs);
  const postmortemOf = new Map(
    postmortems.filter(({ state }) => state === "published").map(({ incidentId, id }) => [incidentId, id] as const),
  );
  const records = begun.flatMap(({ record, counted, acknowledgeMs }): readonly EvidenceRecord<"incidents">[] => {
    const endedAt = counted.endedMs !== null && counted.endedMs <= scope.takenMs ? counted.endedMs : null;
    if (!isTold(scope, counted.openedMs) && !isTold(scope, endedAt)) return [];
    return [
      {
        id: record.id,
        number: record.number,
        title: record.title,
        severity: counted.severity,
        kind: counted.kind,
        region: counted.region,
        component: counted.component,
        cause: counted.cause,
        at: counted.openedMs,
        endedAt,
        acknowledgeMs: acknowledgeMs !== null && counted.openedMs + acknowledgeMs <= scope.takenMs ? acknowledgeMs : null,
        resolveMs: endedAt === null ? null : endedAt - counted.openedMs,
        handOffs: counted.handOffs,
        reopened: counted.reopenCount,
        repeats: repeats.get(record.id) ?? null,
        postmortem: postmortemOf.get(record.id) ?? null,
      },
    ];
  });
  return evidenceTable("incidents", records, ["at", "number", "id"], scope, {
    sources: incidentSources,
    sourceRows: begun.reduce((sum, { entries }) => sum + 1 + entries, 0),
    instants: begun.flatMap(({ counted }) => [counted.openedMs, counted.endedMs]),
  });
}

/** Promises that were decided in one of the periods. */
export function promiseRows({ incidents }: Counted, scope: EvidenceScope): EvidenceTable {
  const decided = incidents.flatMap(({ record, counted }) =>
    counted.promises.map((promise) => ({ record, counted, promise, at: decidedMs(promise) })),
  );
  const records = decided.flatMap(({ record, counted, promise, at }): readonly EvidenceRecord<"promises">[] =>
    isTold(scope, at)
      ? [
          {
            incidentId: record.id,
            number: record.number,
            clock: promise.clock,
            severity: promise.severity,
            policy: counted.policy,
            at,
            kept: promise.outcome === "met" ? 1 : 0,
            nearMiss: isNearMiss(promise, counted.warningShare) ? 1 : 0,
            targetMs: promise.targetMs,
            elapsedMs: promise.elapsedMs,
          },
        ]
      : [],
  );
  return evidenceTable("promises", records, ["at", "number", "clock", "severity", "targetMs", "elapsedMs", "kept"], scope, {
    sources: promiseSources,
    sourceRows: decided.length,
    instants: decided.map(({ at }) => at),
  });
}

/** Credits that promises broken in one of the periods owe. Where promises were judged and none is owed, that is known. */
export function creditRows({ incidents }: Counted, scope: EvidenceScope): EvidenceTable {
  const owed = incidents.flatMap(({ record, counted }) => counted.credits.map((credit) => ({ record, credit })));
  const records = owed.flatMap(({ record, credit }): readonly EvidenceRecord<"credits">[] =>
    isTold(scope, credit.brokeMs)
      ? [
          {
            incidentId: record.id,
            number: record.number,
            clause: credit.clause,
            clock: credit.clock,
            at: credit.brokeMs,
            percent: credit.percent,
          },
        ]
      : [],
  );
  return evidenceTable("credits", records, ["at", "number", "clause", "clock", "percent"], scope, {
    sources: promiseSources,
    sourceRows: owed.length,
    instants: incidents.flatMap(({ counted }) => counted.promises.map(decidedMs)),
  });
}

/** Postmortems published in one of the periods. Where incidents are known and none was published, that is known. */
export function postmortemRows(
  { postmortems, incidents, tasks }: Pick<ReviewSources, "postmortems" | "incidents" | "tasks">,
  scope: EvidenceScope,
  today: string,
): EvidenceTable {
  const numbers = new Map(incidents.map(({ record }) => [record.id, record.number]));
  const published = postmortems.filter(({ state, publishedAt }) => state === "published" && comeMs(scope, publishedAt) !== null);
  const records = published.flatMap(({ id, incidentId, cause, publishedAt }): readonly EvidenceRecord<"postmortems">[] => {
    const at = comeMs(scope, publishedAt);
    if (!isTold(scope, at)) return [];
    const prevention = tasks.filter((task) => task.postmortemId === id && task.state !== "dropped");
    const done = prevention.filter(({ state, doneOn }) => state === "done" && (doneOn === null || doneOn <= today));
    return [
      {
        id,
        incidentId,
        number: numbers.get(incidentId) ?? null,
        cause,
        at,
        prevention: prevention.length,
        preventionDone: done.length,
      },
    ];
  });
  return evidenceTable("postmortems", records, ["at", "id"], scope, {
    sources: ["postmortem", "task"],
    sourceRows: published.length,
    instants: [
      ...published.map(({ publishedAt }) => comeMs(scope, publishedAt)),
      ...incidents.flatMap(({ counted }) => [counted.openedMs, counted.endedMs]),
    ],
  });
}
