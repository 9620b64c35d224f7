import { addDays } from "../../../shared/domain/calendar/day.ts";
import { localDayOf, localInstant } from "../../../shared/domain/calendar/local-time.ts";
import type { EventConfidence, PlannedEvent } from "../../../shared/domain/event/planned-event.ts";
import { formatTime } from "../../../shared/i18n/format-time.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";

/** An event as it is typed. */
export interface EventForm {
  readonly name: string;
  /** Local day of the audience, `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
  readonly hours: string;
  /** `""` = every region. */
  readonly region: string;
  /** Either may be empty; what is expected wins over the factor. */
  readonly factor: string;
  readonly expectedPcu: string;
  readonly toldBy: PlannedEvent["toldBy"];
  readonly confidence: EventConfidence;
}

export type EventField = "name" | "day" | "time" | "hours" | "factor" | "expectedPcu";

/** What the form says of an event, every field of it. */
export type EventFields = Pick<PlannedEvent, "name" | "region" | "startsAt" | "endsAt" | "upliftFactor" | "toldBy"> & {
  readonly expectedPcu: number | null;
  readonly confidence: EventConfidence;
};

/** A new event at a peak: its hours are those of the peak. */
export function newEventForm(
  peak: { readonly startMs: number; readonly endMs: number; readonly region: string } | null,
  timeZone: string,
  nowMs: number,
): EventForm {
  const startMs = peak?.startMs ?? localInstant(addDays(localDayOf(nowMs, timeZone), 7), 19 * 60, timeZone);
  const hours = peak === null ? 4 : Math.max(1, Math.round((peak.endMs - peak.startMs) / hourMs));
  return {
    name: "",
    day: localDayOf(startMs, timeZone),
    time: formatTime(startMs, timeZone),
    hours: String(hours),
    region: peak?.region ?? "",
    factor: "",
    expectedPcu: "",
    toldBy: "customer",
    confidence: "certain",
  };
}

/** What is stored, as it is typed. */
export function formOfEvent(event: PlannedEvent, timeZone: string): EventForm {
  const startMs = Date.parse(event.startsAt);
  return {
    name: event.name,
    day: localDayOf(startMs, timeZone),
    time: formatTime(startMs, timeZone),
    hours: String(Number(((Date.parse(event.endsAt) - startMs) / hourMs).toFixed(2))),
    region: event.region ?? "",
    factor: event.upliftFactor === null ? "" : String(event.upliftFactor),
    expectedPcu: event.expectedPcu == null ? "" : String(event.expectedPcu),
    toldBy: event.toldBy,
    confidence: event.confidence ?? "certain",
  };
}

const hourMs = 3_600_000;

/** What is typed as it is stored, or the fields that cannot be. Days and hours are those of the audience's clock. */
export function eventFields(
  form: EventForm,
  timeZone: string,
): Result<EventFields, { readonly code: "invalid"; readonly fields: readonly EventField[] }> {
  const bad: EventField[] = [];
  const name = form.name.trim();
  if (name === "" || name.length > 300) bad.push("name");
  const day = typedDay(form.day);
  if (day === null) bad.push("day");
  const time = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(form.time.trim());
  if (time === null) bad.push("time");
  const hours = positive(form.hours);
  if (hours === null || hours === "bad" || hours < 0.25 || hours > 24 * 60) bad.push("hours");
  const factor = positive(form.factor.replace(/^[×xX*]\s*/, ""));
  if (factor === "bad" || (factor !== null && factor > 100)) bad.push("factor");
  const expected = positive(form.expectedPcu.replaceAll(/[,，\s]/g, ""));
  if (expected === "bad" || (expected !== null && (expected > 1e9 || expected < 1))) bad.push("expectedPcu");
  if (bad.length > 0 || day === null || time === null || typeof hours !== "number" || factor === "bad" || expected === "bad") {
    return err({ code: "invalid", fields: bad });
  }
  const startMs = localInstant(day, Number(time[1]) * 60 + Number(time[2]), timeZone);
  return ok({
    name,
    region: form.region === "" ? null : form.region,
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(startMs + Math.round(hours * 60) * 60_000).toISOString(),
    upliftFactor: factor,
    expectedPcu: expected === null ? null : Math.round(expected),
    toldBy: form.toldBy,
    confidence: form.confidence,
  });
}

/** `2026-11-11`, also with slashes, dots or without leading zeros; null = no day. */
function typedDay(text: string): string | null {
  const [, year, month = "", date = ""] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return Number.isNaN(Date.parse(day)) || new Date(Date.parse(day)).toISOString().slice(0, 10) !== day ? null : day;
}

/** A number above zero; null = nothing is typed. */
function positive(text: string): number | null | "bad" {
  const trimmed = text.trim().replace("，", ".");
  if (trimmed === "") return null;
  const value = Number(trimmed);
  return Number.isFinite(value) && value > 0 ? value : "bad";
}

/** Earlier occasions of an account by name, newest first, with what they were told to be. */
export function earlierLabels(events: readonly PlannedEvent[]): readonly { readonly name: string; readonly factor: number | null }[] {
  const found = new Map<string, number | null>();
  for (const event of events.toSorted((a, b) => (a.startsAt < b.startsAt ? 1 : -1))) {
    const name = event.label ?? event.name;
    if (!found.has(name)) found.set(name, event.upliftFactor);
  }
  return [...found].map(([name, factor]) => ({ name, factor })).slice(0, 40);
}
