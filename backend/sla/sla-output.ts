import type { RungReading, SlaClock, SlaReading } from "../../shared/domain/sla/sla-reading.ts";

/** A clock as the command tells of it: instants ISO 8601 UTC, durations ms. */
export interface ClockOutput extends Pick<
  SlaClock,
  "clock" | "cycle" | "severity" | "state" | "targetMs" | "elapsedMs" | "pausedMs" | "remainingMs"
> {
  readonly startedAt: string;
  readonly stoppedAt: string | null;
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly breachedAt: string | null;
  readonly ladder: readonly (Pick<RungReading, "share" | "role" | "channel" | "eventId"> & { readonly dueAt: string | null })[];
}

export interface SlaOutput {
  readonly incidentId: string;
  readonly number: string | null;
  readonly at: string;
  readonly policy: SlaReading["policy"];
  readonly clocks: readonly ClockOutput[];
  readonly handOffs: number;
  readonly kickedAbout: boolean;
  readonly credits: readonly (Pick<SlaReading["credits"][number], "clause" | "percent" | "clock" | "cycle"> & {
    readonly owedAt: string;
  })[];
  /** When something changes next if the log stays silent. */
  readonly changesAt: string | null;
}

export function slaOutput(number: string | null, reading: SlaReading): SlaOutput {
  const { incidentId, atMs, policy, clocks, handOffCount, kickedAbout, credits, changesMs } = reading;
  return {
    incidentId,
    number,
    at: new Date(atMs).toISOString(),
    policy,
    clocks: clocks.map(clockOutput),
    handOffs: handOffCount,
    kickedAbout,
    credits: credits.map(({ clause, percent, clock, cycle, owedMs }) => ({
      clause,
      percent,
      clock,
      cycle,
      owedAt: new Date(owedMs).toISOString(),
    })),
    changesAt: instantOf(changesMs),
  };
}

function clockOutput(clock: SlaClock): ClockOutput {
  const { clock: kind, cycle, severity, state, targetMs, elapsedMs, pausedMs, remainingMs, ladder } = clock;
  return {
    clock: kind,
    cycle,
    severity,
    state,
    startedAt: new Date(clock.startedMs).toISOString(),
    stoppedAt: instantOf(clock.stoppedMs),
    dueAt: instantOf(clock.dueMs),
    warnAt: instantOf(clock.warnMs),
    breachedAt: instantOf(clock.breachedMs),
    targetMs,
    elapsedMs,
    pausedMs,
    remainingMs,
    ladder: ladder.map(({ share, role, channel, dueMs, eventId }) => ({ share, role, channel, dueAt: instantOf(dueMs), eventId })),
  };
}

function instantOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** A line a clock, for people. */
export function slaLines({ incidentId, number, clocks }: SlaOutput): string {
  return clocks
    .map(({ clock, cycle, severity, state, dueAt, elapsedMs, targetMs }) => {
      const used = `${minutes(elapsedMs)}/${minutes(targetMs)} min`;
      return `${(number ?? incidentId).padEnd(16)} ${severity} ${`${clock} ${cycle}`.padEnd(18)} ${state.padEnd(9)} ${used.padEnd(20)} due ${dueAt ?? "—"}\n`;
    })
    .join("");
}

function minutes(ms: number): string {
  return String(Math.round(ms / 60_000));
}
