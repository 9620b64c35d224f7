import { firstResponse, responseMark } from "../../incident/first-response.ts";
import type { IncidentEvent } from "../../incident/incident-event.ts";
import { incidentHistory, type IncidentHistory } from "../../incident/incident-history.ts";
import { lengthMs } from "../../incident/incident-times.ts";
import { isOpen, type Incident, type Severity } from "../../incident/incident.ts";
import type { SlaVerdict } from "../../sla/sla-verdict.ts";
import type { HealthInput } from "../health-input.ts";
import { dayMs, known, records, unknown, type Measure, type Measures } from "./measure.ts";

const windowMs = 90 * dayMs;
const hourMs = 3_600_000;

/**
 * Reference targets for the time to resolve, calendar time in which the next move was not the customer's. Working values in the steps of the
 * first response's (product.md, D2); what a contract promises comes with its SLA policy.
 */
export const resolutionTargetMs: Readonly<Record<Severity, number>> = {
  P0: 4 * hourMs,
  P1: 24 * hourMs,
  P2: 5 * dayMs,
  P3: 10 * dayMs,
};

/** What an open incident counts: a P0 as three P1s. */
const openCount: Readonly<Record<Severity, number>> = { P0: 3, P1: 1, P2: 0, P3: 0 };

type SupportRules = "urgent_open" | "response_attainment" | "reopen_share" | "handoffs" | "time_to_resolve";

/** An incident as its log tells it up to an instant. `history` null = its log is not known. */
interface Told {
  readonly incident: Incident;
  readonly history: IncidentHistory | null;
  readonly open: boolean;
  readonly severity: Severity;
  readonly openedMs: number;
}

/** From the incidents' logs as they were at the instant. */
export function supportMeasures(
  input: Pick<HealthInput, "incidents" | "incidentEvents" | "slaVerdicts">,
  atMs: number,
): Pick<Measures, SupportRules> {
  const begun = input.incidents.filter((incident) => Date.parse(incident.openedAt) <= atMs);
  if (begun.length === 0) {
    const none = unknown("no_incidents");
    return { urgent_open: none, response_attainment: none, reopen_share: none, handoffs: none, time_to_resolve: none };
  }
  const fromMs = atMs - windowMs;
  const told = begun
    .flatMap((incident) => {
      const one = tellUntil(incident, input.incidentEvents.get(incident.id), atMs, fromMs);
      return one === null ? [] : [one];
    })
    .toSorted((a, b) => (a.incident.id < b.incident.id ? -1 : 1));
  const opened = told.filter((one) => one.openedMs > fromMs);
  return {
    urgent_open: urgentOpen(told, begun.length),
    response_attainment: responseAttainment(opened, frozenResponses(input.slaVerdicts, atMs), atMs),
    reopen_share: reopenShare(opened),
    handoffs: handoffs(opened),
    time_to_resolve: timeToResolve(told, fromMs, atMs),
  };
}

/** null = it was over before the window began. */
function tellUntil(incident: Incident, log: readonly IncidentEvent[] | undefined, atMs: number, fromMs: number): Told | null {
  const openedMs = Date.parse(incident.openedAt);
  const resolvedMs = incident.resolvedAt === null ? null : Date.parse(incident.resolvedAt);
  const closedMs = incident.closedAt === null ? null : Date.parse(incident.closedAt);
  const overMs = resolvedMs ?? closedMs;
  // Times are those of the last end: what was over before the window needs no reading of its log.
  if (!isOpen(incident.state) && overMs !== null && overMs < fromMs && (closedMs ?? overMs) < fromMs) return null;
  const history = incidentHistory(log?.filter((event) => Date.parse(event.at) <= atMs) ?? []);
  const last = history?.segments.at(-1);
  if (history === null || last === undefined) {
    const open = overMs === null ? isOpen(incident.state) : overMs > atMs;
    return { incident, history: null, open, severity: incident.severity, openedMs };
  }
  if (history.endedMs !== null && history.endedMs < fromMs) return null;
  return { incident, history, open: history.endedMs === null, severity: last.severity, openedMs: history.openedMs };
}

function urgentOpen(told: readonly Told[], n: number): Measure {
  const urgent = told.filter((one) => one.open && openCount[one.severity] > 0);
  const count = urgent.reduce((sum, one) => sum + openCount[one.severity], 0);
  const asOfMs = newestUpdate(told);
  return known(count, { n, asOfMs, sources: [incidentRows(urgent.length > 0 ? urgent : told)] });
}

type FrozenResponse = SlaVerdict["clocks"][number]["state"];

/** How the first response of closed incidents was judged by their contracts: by the last closing that was frozen by then. */
function frozenResponses(verdicts: readonly SlaVerdict[], atMs: number): ReadonlyMap<string, FrozenResponse> {
  const closed = verdicts.filter(({ closedAt }) => Date.parse(closedAt) <= atMs).toSorted((a, b) => a.sequence - b.sequence);
  return new Map(
    closed.flatMap(({ incidentId, clocks }) => {
      const first = clocks.find(({ clock }) => clock === "first_response");
      return first === undefined ? [] : [[incidentId, first.state] as const];
    }),
  );
}

/**
 * First responses given in time, of those given or overdue: as the contract's policy judged it where the backend has frozen that, else by the reference
 * targets.
 */
function responseAttainment(opened: readonly Told[], frozen: ReadonlyMap<string, FrozenResponse>, atMs: number): Measure {
  const judged = opened.flatMap((one) => {
    const verdict = frozen.get(one.incident.id);
    if (verdict !== undefined) return verdict === "void" ? [] : [{ one, kept: verdict === "met" }];
    if (one.history === null) return [];
    const mark = responseMark(firstResponse(one.history), atMs);
    return mark === "kept" || mark === "late" || mark === "overdue" ? [{ one, kept: mark === "kept" }] : [];
  });
  return share(
    opened,
    judged.map(({ one }) => one),
    judged.filter(({ kept }) => kept).length,
  );
}

/** Of those that were resolved at least once. */
function reopenShare(opened: readonly Told[]): Measure {
  const resolved = opened.filter(({ history }) => history !== null && (history.endedMs !== null || history.reopenCount > 0));
  return share(opened, resolved, resolved.filter(({ history }) => (history?.reopenCount ?? 0) > 0).length);
}

function share(opened: readonly Told[], judged: readonly Told[], count: number): Measure {
  if (judged.length === 0) return nothingJudged(opened);
  return known(count / judged.length, { n: judged.length, asOfMs: newestUpdate(judged), sources: [incidentRows(judged)] });
}

function nothingJudged(opened: readonly Told[]): Measure {
  return unknown(opened.some((one) => one.history === null) ? "no_log" : "no_incidents");
}

/** Moves from one of our groups to another per incident; the first group to take it is no hand-off. */
function handoffs(opened: readonly Told[]): Measure {
  const held = opened.filter(({ history }) => history?.segments.some((segment) => segment.holderGroup !== null));
  if (held.length === 0) return nothingJudged(opened);
  const moves = held.reduce((sum, { history }) => sum + (history === null ? 0 : groupMoves(history)), 0);
  return known(moves / held.length, { n: held.length, asOfMs: newestUpdate(held), sources: [incidentRows(held)] });
}

function groupMoves(history: IncidentHistory): number {
  let moves = 0;
  let holder: string | null = null;
  for (const { turn, holderGroup } of history.segments) {
    if (holderGroup === null || turn === "none") continue;
    if (holder !== null && holderGroup !== holder) moves += 1;
    holder = holderGroup;
  }
  return moves;
}

/** Median over the incidents resolved in the window of (time that was not the customer's / the severity's target). */
function timeToResolve(told: readonly Told[], fromMs: number, atMs: number): Measure {
  const resolved = told.flatMap((one) => {
    const { history } = one;
    if (history === null || history.endedMs === null || history.endedMs <= fromMs) return [];
    let ours = 0;
    for (const segment of history.segments) {
      if (segment.turn !== "customer" && segment.turn !== "none") ours += lengthMs(segment, atMs);
    }
    return [{ one, ratio: ours / resolutionTargetMs[one.severity] }];
  });
  if (resolved.length === 0) return nothingJudged(told.filter((one) => one.openedMs > fromMs));
  const ratios = resolved.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  const [low, high] = [ratios[Math.floor((ratios.length - 1) / 2)] ?? 0, ratios[Math.floor(ratios.length / 2)] ?? 0];
  const rows = resolved.map(({ one }) => one);
  return known((low + high) / 2, { n: rows.length, asOfMs: newestUpdate(rows), sources: [incidentRows(rows)] });
}

function newestUpdate(told: readonly Told[]): number | null {
  return told.reduce<number | null>((newest, { history, openedMs }) => Math.max(newest ?? 0, history?.lastUpdateMs ?? openedMs), null);
}

function incidentRows(told: readonly Told[]): ReturnType<typeof records> {
  return records(
    "incident",
    told.map(({ incident }) => incident.id),
  );
}
