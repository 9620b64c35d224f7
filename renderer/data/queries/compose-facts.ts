import { type CalendarEdit, calendarEditsOf } from "../../../shared/domain/calendar/calendar-edit.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { isAboutPeak } from "../../../shared/domain/outreach/outreach.ts";
import { leadTimeOf } from "../../../shared/domain/peak/lead-time.ts";
import type { PeakContact, RadarPeak } from "../../../shared/domain/peak/radar.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";
import { peakRows } from "./peak-rows.ts";

/** Working days and clock of a region, as deadlines count them. */
export interface RegionCalendar {
  readonly country: string;
  readonly timeZone: string;
  readonly edits: readonly CalendarEdit[];
}

export interface ComposeFacts {
  readonly account: RecordOf<"account">;
  /** null = the peak is over, or is not one any more. */
  readonly peak: RadarPeak | null;
  readonly contact: PeakContact | null;
  /** Name of the event that it is of; null = none is known. */
  readonly eventName: string | null;
  readonly contacts: readonly RecordOf<"contact">[];
  readonly templates: readonly RecordOf<"outreachTemplate">[];
  /** Everything written about this peak, newest first. */
  readonly messages: readonly RecordOf<"outreach">[];
  readonly request: RecordOf<"capacityRequest"> | null;
  /** Tasks of the peak's checklist. */
  readonly tasks: readonly RecordOf<"task">[];
  /** Of the customer's own calendar. */
  readonly calendarEdits: readonly CalendarEdit[];
  /** By which the work for the peak is done; null = there is no peak. */
  readonly regionCalendar: RegionCalendar | null;
  /** Last hour of usage that the forecast rests on, ms. */
  readonly usageUntilMs: number | null;
}

/** Everything that a message about a peak is made from. null = the account is not here. */
export const composeFacts = defineQuery<{ readonly accountId: string; readonly peakId: string }, ComposeFacts | null>({
  dependsOn: [
    "account",
    "contact",
    "outreach",
    "outreachTemplate",
    "capacityRequest",
    "task",
    "calendarEntry",
    "plannedEvent",
    "regionLeadTime",
    "peaks",
    "clock",
  ],
  run: (store, { accountId, peakId }, nowMs) => {
    const account = store.get("account", accountId);
    if (account === undefined) return null;
    const outlook = store.outlook(accountId);
    const row = outlook === undefined ? undefined : peakRows(store, account, outlook, nowMs).find((one) => one.peak.peakId === peakId);
    const about = row?.contact.outreachId ?? null;
    const messages = store
      .ofAccount("outreach", accountId)
      .filter((one) => isAboutPeak(one) && (one.peakId === peakId || one.id === about))
      .toSorted((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1));
    const requestId = row?.contact.requestId ?? null;
    return {
      account,
      peak: row?.peak ?? null,
      contact: row?.contact ?? null,
      eventName: row?.occasion ?? null,
      contacts: store.ofAccount("contact", accountId),
      templates: store.all("outreachTemplate"),
      messages,
      request: requestId === null ? null : (store.get("capacityRequest", requestId) ?? null),
      tasks: store.ofAccount("task", accountId).filter((task) => task.peakId === peakId && task.playbook?.id === "peak"),
      calendarEdits: calendarEditsOf(store.all("calendarEntry"), account.country, accountId),
      regionCalendar: row === undefined ? null : regionCalendar(store, account, row.peak.region),
      usageUntilMs: outlook?.asOfMs ?? null,
    };
  },
});

function regionCalendar(store: LocalStore, account: RecordOf<"account">, region: string): RegionCalendar {
  const { country, timeZone } = leadTimeOf(region, store.all("regionLeadTime"), account);
  return { country, timeZone, edits: calendarEditsOf(store.all("calendarEntry"), country, null) };
}

function lastOf({ answeredAt, sentAt, queuedAt, id }: RecordOf<"outreach">): string {
  return `${answeredAt ?? sentAt ?? queuedAt ?? ""} ${id}`;
}
