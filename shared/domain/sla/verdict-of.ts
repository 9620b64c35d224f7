import type { SlaClock, SlaReading } from "./sla-reading.ts";
import type { SlaVerdict } from "./sla-verdict.ts";

const maxClocks = 500;
const maxCredits = 60;

/**
 * What a reading says of the clocks that have stopped, as a verdict keeps it. Of an incident that is over these are all. Where a log has more
 * cycles than a verdict holds, updates that came in time make room, the oldest first.
 */
export function verdictOf(reading: SlaReading): Pick<SlaVerdict, "policy" | "clocks" | "credits"> {
  const { name, version, source } = reading.policy;
  const stopped = reading.clocks.flatMap(clockVerdict);
  const firm = stopped.filter(isFirm).slice(-maxClocks);
  const room = maxClocks - firm.length;
  const others = room === 0 ? [] : stopped.filter((clock) => !isFirm(clock)).slice(-room);
  const kept = new Set([...firm, ...others]);
  return {
    policy: { name, version, source },
    clocks: stopped.filter((clock) => kept.has(clock)),
    credits: reading.credits.slice(0, maxCredits).map(({ clause, percent, clock }) => ({ clause, percent, clock })),
  };
}

function isFirm({ clock, state }: ClockVerdict): boolean {
  return clock !== "next_update" || state === "missed";
}

type ClockVerdict = SlaVerdict["clocks"][number];

function clockVerdict(clock: SlaClock): readonly ClockVerdict[] {
  const { state } = clock;
  if (state !== "met" && state !== "missed" && state !== "void") return [];
  return [
    {
      clock: clock.clock,
      cycle: clock.cycle,
      severity: clock.severity,
      state,
      targetMs: clock.targetMs,
      elapsedMs: clock.elapsedMs,
      pausedMs: clock.pausedMs,
      startedAt: instantOf(clock.startedMs),
      stoppedAt: clock.stoppedMs === null ? null : instantOf(clock.stoppedMs),
      breachedAt: clock.breachedMs === null ? null : instantOf(clock.breachedMs),
    },
  ];
}

function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}
