import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { isOpen, type Severity } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { ClockKind } from "../../../shared/domain/sla/clock-kinds.ts";
import { touchTypes, type TimelineType } from "../../../shared/domain/timeline/timeline-entry.ts";
import { dayEndMs, dayStartMs } from "../../../shared/domain/today/local-day-end.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { promiseOf } from "./sla-readings.ts";
import type { TodayArgs } from "./today-items.ts";

/** The reader's day by the hour. Every mark lies in [startMs, endMs); bars are cut to it. */
export interface DayStrip {
  /** The reader's midnight and the next one, UTC ms (23 to 25 hours apart). */
  readonly startMs: number;
  readonly endMs: number;
  /** Promises of incidents that run out next, each incident's first one, and peaks whose messages have no answer. */
  readonly promises: readonly DayPromise[];
  readonly events: readonly DayEvent[];
  /** Calls, meetings and messages written down for today. */
  readonly agenda: readonly DayEntry[];
  /** Open tasks due today: a day was promised, no hour, so they have no place on the strip. */
  readonly tasksDue: number;
}

export type DayPromise =
  | {
      readonly type: "promise";
      readonly atMs: number;
      readonly incidentId: string;
      readonly number: string;
      readonly severity: Severity;
      readonly clock: ClockKind;
    }
  | {
      readonly type: "answer";
      readonly atMs: number;
      readonly outreachId: string;
      readonly subject: string;
      readonly accountId: string;
      readonly accountName: string;
    };

export interface DayEvent {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly name: string;
  readonly accountId: string;
  readonly accountName: string;
}

export interface DayEntry {
  readonly id: string;
  readonly atMs: number;
  readonly type: TimelineType;
  readonly accountId: string;
  readonly accountName: string;
}

export const dayStrip = defineQuery<TodayArgs, DayStrip>({
  dependsOn: [
    "account",
    "contract",
    "slaPolicy",
    "calendarEntry",
    "incident",
    "incidentEvent",
    "outreach",
    "plannedEvent",
    "task",
    "timeline",
    "user",
    "clock",
  ],
  run: (store, { scope, timeZone }, nowMs) => {
    const today = localDay(nowMs, timeZone);
    const startMs = dayStartMs(today, timeZone);
    const endMs = dayEndMs(today, timeZone);
    const userId = store.userId();
    const accounts = store.all("account").filter((account) => scope === "all" || (userId !== undefined && account.ownerId === userId));
    const names = new Map(accounts.map((account) => [account.id, account.name]));
    const inDay = (ms: number): boolean => ms >= startMs && ms < endMs;
    return {
      startMs,
      endMs,
      promises: [...promises(store, names, scope, inDay), ...answers(store, names, inDay)].toSorted((a, b) => a.atMs - b.atMs),
      events: events(store, names, startMs, endMs),
      agenda: agenda(store, accounts, startMs, inDay),
      tasksDue: store
        .all("task")
        .filter(
          (task) =>
            task.state === "open" &&
            task.dueOn === today &&
            (scope === "all" || task.ownerId === userId || (task.accountId !== null && names.has(task.accountId))),
        ).length,
    };
  },
});

type Names = ReadonlyMap<string, string>;

function promises(store: LocalStore, names: Names, scope: TodayArgs["scope"], inDay: (ms: number) => boolean): readonly DayPromise[] {
  return store.all("incident").flatMap((incident): readonly DayPromise[] => {
    const shown = incident.accountId === null ? scope === "all" : names.has(incident.accountId);
    if (!shown || !isOpen(incident.state)) return [];
    const promise = promiseOf(store, incident);
    if (promise === null || promise.paused || promise.dueMs === null || !inDay(promise.dueMs)) return [];
    const { id, number, severity } = incident;
    return [{ type: "promise", atMs: promise.dueMs, incidentId: id, number, severity, clock: promise.clock }];
  });
}

function answers(store: LocalStore, names: Names, inDay: (ms: number) => boolean): readonly DayPromise[] {
  return store.all("outreach").flatMap((outreach): readonly DayPromise[] => {
    const accountName = names.get(outreach.accountId);
    if (accountName === undefined || outreach.state !== "sent" || outreach.peakAt === null) return [];
    const atMs = Date.parse(outreach.peakAt);
    return inDay(atMs)
      ? [{ type: "answer", atMs, outreachId: outreach.id, subject: outreach.subject, accountId: outreach.accountId, accountName }]
      : [];
  });
}

function events(store: LocalStore, names: Names, startMs: number, endMs: number): readonly DayEvent[] {
  return store
    .all("plannedEvent")
    .flatMap((event): readonly DayEvent[] => {
      const accountName = names.get(event.accountId);
      const fromMs = Math.max(startMs, Date.parse(event.startsAt));
      const toMs = Math.min(endMs, Date.parse(event.endsAt));
      return accountName === undefined || fromMs >= toMs
        ? []
        : [{ id: event.id, fromMs, toMs, name: event.name, accountId: event.accountId, accountName }];
    })
    .toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

function agenda(
  store: LocalStore,
  accounts: readonly RecordOf<"account">[],
  startMs: number,
  inDay: (ms: number) => boolean,
): readonly DayEntry[] {
  return accounts
    .flatMap((account): readonly DayEntry[] => {
      // Only an account that was touched since midnight can have an entry today: the others' timelines are not read.
      if ((store.lastTouchMs(account.id) ?? 0) < startMs) return [];
      return store
        .ofAccount("timeline", account.id)
        .filter((entry) => touchTypes.includes(entry.type) && inDay(Date.parse(entry.at)))
        .map((entry) => ({ id: entry.id, atMs: Date.parse(entry.at), type: entry.type, accountId: account.id, accountName: account.name }));
    })
    .toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}
