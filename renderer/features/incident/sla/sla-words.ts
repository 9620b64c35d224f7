import type { ClockKind } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { SlaPolicyDefinition } from "../../../../shared/domain/sla/sla-policy.ts";
import type { ClockState, PolicyRef, SlaClock } from "../../../../shared/domain/sla/sla-reading.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import type { Formats } from "../../../ui/formats.ts";
import { formatClock } from "../../../../shared/i18n/format-duration.ts";
import type { State } from "../../../ui/state-mark.tsx";

export const clockMarks: Readonly<Record<ClockState, State>> = {
  running: "good",
  warning: "watch",
  breached: "critical",
  paused: "unknown",
  met: "good",
  missed: "risk",
  void: "unknown",
};

const dayMs = 86_400_000;

/** A length that somebody waits for: to the second within a day, `2 d 3 h` beyond; with a minus past due. */
export function countdown(ms: number, formats: Pick<Formats, "duration">): string {
  if (Math.abs(ms) < dayMs) return formatClock(ms);
  return `${ms < 0 ? "−" : ""}${formats.duration(ms)}`;
}

/** `premium v2`, and of the product's own default that it is that. */
export function policyWords({ name, version, source }: Pick<PolicyRef, "name" | "version" | "source">, t: Text<"sla">): string {
  return source === "builtin" ? t("policy.builtin") : `${name} v${String(version)}`;
}

/** When the clock of this key runs: `24×7`, or the key itself with its zone. */
export function calendarWords(key: string, definition: SlaPolicyDefinition, t: Text<"sla">): string {
  const calendar = definition.calendars.find((one) => one.key === key);
  if (calendar === undefined) return key;
  return calendar.hours === "always" ? t("calendar.always") : t("calendar.hours", { key });
}

/** An instant in the customer's zone first, and in the reader's where that is another. */
export function bothTimes(ms: number, nowMs: number, customerZone: string | null, formats: Formats, t: Text<"sla">): string {
  const near = Math.abs(ms - nowMs) < dayMs / 2;
  const at = (zone: string): string => (near ? formats.time(ms, zone) : formats.dateTime(ms, zone, nowMs));
  if (customerZone === null || at(customerZone) === at(formats.zone)) return at(formats.zone);
  // The day is said twice only where it is another.
  const sameDay = formats.day(ms, customerZone) === formats.day(ms);
  return t("time.both", { theirs: at(customerZone), yours: sameDay ? formats.time(ms) : at(formats.zone) });
}

/** Names of clocks, joined as the language joins. */
export function clockList(clocks: readonly ClockKind[], domain: Text<"domain">, formats: Pick<Formats, "list">): string {
  return formats.list(clocks.map((clock) => domain(`clock.${clock}`)));
}

/** How a clock stands, in words: `running · due 10:49`, `kept in 4:51`, `paused`. */
export function standingWords(
  clock: SlaClock | null,
  words: { readonly t: Text<"sla">; readonly formats: Formats; readonly nowMs: number },
): string {
  const { t, formats, nowMs } = words;
  if (clock === null) return t("standing.none");
  const due = clock.dueMs === null ? "" : formats.dateTime(clock.dueMs, formats.zone, nowMs);
  switch (clock.state) {
    case "running":
    case "warning":
      return t(`standing.${clock.state}`, { time: due });
    case "breached":
      return t("standing.breached", { time: due });
    case "paused":
      return t("standing.paused", { left: countdown(clock.remainingMs, formats) });
    case "met":
    case "missed":
      return t(`standing.${clock.state}`, { duration: countdown(clock.elapsedMs, formats) });
    case "void":
      return t("standing.void");
  }
}
