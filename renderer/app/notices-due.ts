import type { IncidentAlarm } from "../data/queries/promise-alarms.ts";

/** What has passed longer ago is on the screen, not news. */
export const newsMs = 24 * 3_600_000;

/** An alarm whose instant has come. */
export interface PassedAlarm {
  /** The same on every window and after every start: who has told of it once tells no more. */
  readonly key: string;
  readonly kind: "warning" | "breach";
  readonly alarm: IncidentAlarm;
  /** UTC ms. */
  readonly atMs: number;
}

/** What passed by now and was not asked about before. */
export function passedAlarms(alarms: readonly IncidentAlarm[], asked: ReadonlySet<string>, nowMs: number): readonly PassedAlarm[] {
  const all = alarms.flatMap((alarm) =>
    (["warning", "breach"] as const).flatMap((kind): readonly PassedAlarm[] => {
      const atMs = kind === "warning" ? alarm.warnMs : alarm.dueMs;
      const key = `${alarm.incidentId}|${alarm.clock}|${String(alarm.cycle)}|${kind}`;
      return atMs === null || atMs > nowMs || asked.has(key) ? [] : [{ key, kind, alarm, atMs }];
    }),
  );
  return all.toSorted((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
}

/** What may be told: the rest is asked about again later, and is then told together, as far as it is news still. */
export function toldNow(passed: readonly PassedAlarm[], tells: "all" | "p0" | "nothing"): readonly PassedAlarm[] {
  return tells === "all" ? passed : passed.filter(({ alarm }) => tells === "p0" && alarm.severity === "P0");
}

/** One thing that the user is told, whatever passed meanwhile. */
export type PromiseNotice =
  | { readonly kind: "warning" | "breach"; readonly alarm: IncidentAlarm; readonly minutes: number }
  | { readonly kind: "several"; readonly broken: number; readonly runningOut: number };

/**
 * What is told of alarms that nobody has told of: one alone by its number, several that came together (the laptop slept, the app was closed) by their
 * count. Of a promise that is broken it is not told that it was running out. null = nothing that is news.
 */
export function noticeOf(fresh: readonly PassedAlarm[], nowMs: number): PromiseNotice | null {
  const broken = fresh.filter(({ kind, atMs }) => kind === "breach" && nowMs - atMs <= newsMs);
  const runningOut = fresh.filter(({ kind, alarm, atMs }) => kind === "warning" && alarm.dueMs > nowMs && nowMs - atMs <= newsMs);
  const [first, ...others] = [...broken, ...runningOut];
  if (first === undefined) return null;
  if (others.length > 0) return { kind: "several", broken: broken.length, runningOut: runningOut.length };
  const { kind, alarm } = first;
  const ms = kind === "breach" ? nowMs - alarm.dueMs : alarm.dueMs - nowMs;
  return { kind, alarm, minutes: kind === "breach" ? Math.floor(ms / 60_000) : Math.ceil(ms / 60_000) };
}
