import { isOpen, type Severity } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { LocalStore } from "../local-store.ts";

/** Something that happened, or will, on the time axis of a chart. `toMs` is exclusive. */
export type UsageMark =
  | {
      readonly type: "incident";
      readonly id: string;
      readonly number: string;
      readonly title: string;
      readonly severity: Severity;
      readonly fromMs: number;
      readonly toMs: number;
      readonly open: boolean;
    }
  | {
      readonly type: "event";
      readonly id: string;
      readonly name: string;
      readonly fromMs: number;
      readonly toMs: number;
      readonly upliftFactor: number | null;
    };

/** Incidents and planned events that touch the window in a region (null = any), by time. */
export function accountMarks(
  store: LocalStore,
  accountId: string,
  region: string | null,
  fromMs: number,
  toMs: number,
  nowMs: number,
): readonly UsageMark[] {
  const here = (of: string | null): boolean => region === null || of === null || of === region;
  const touches = (mark: UsageMark): boolean => mark.fromMs < toMs && mark.toMs > fromMs;
  const marks: UsageMark[] = [
    ...store
      .ofAccount("incident", accountId)
      .filter((i) => here(i.region))
      .map((i) => incidentMark(i, nowMs)),
    ...store
      .ofAccount("plannedEvent", accountId)
      .filter((e) => here(e.region))
      .map(eventMark),
  ];
  return marks.filter(touches).toSorted((a, b) => a.fromMs - b.fromMs);
}

function incidentMark(incident: RecordOf<"incident">, nowMs: number): UsageMark {
  const open = isOpen(incident.state);
  const end = incident.resolvedAt ?? incident.closedAt;
  return {
    type: "incident",
    id: incident.id,
    number: incident.number,
    title: incident.title,
    severity: incident.severity,
    fromMs: Date.parse(incident.openedAt),
    toMs:
      open || end === null
        ? Math.max(nowMs, Date.parse(incident.openedAt) + 1)
        : Math.max(Date.parse(end), Date.parse(incident.openedAt) + 1),
    open,
  };
}

function eventMark(event: RecordOf<"plannedEvent">): UsageMark {
  return {
    type: "event",
    id: event.id,
    name: event.name,
    fromMs: Date.parse(event.startsAt),
    toMs: Date.parse(event.endsAt),
    upliftFactor: event.upliftFactor,
  };
}
