import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import { verdictLog } from "../../../shared/domain/sla/keep-sla.ts";
import { logBytes } from "../../../shared/domain/sla/log-digest.ts";
import { readSla } from "../../../shared/domain/sla/read-sla.ts";
import type { SlaInput } from "../../../shared/domain/sla/sla-reading.ts";
import type { SlaVerdict } from "../../../shared/domain/sla/sla-verdict.ts";
import { verdictOf } from "../../../shared/domain/sla/verdict-of.ts";

type FrozenClock = SlaVerdict["clocks"][number];

/** A clock that the log read now does not give as it was frozen; null = one of both does not have it. */
export interface VerdictDifference {
  readonly frozen: FrozenClock | null;
  readonly now: FrozenClock | null;
}

/**
 * A frozen verdict held against the log as it is now, read again by the same policy. `same` nothing differs · `log` entries about the time before
 * the closing came later · `policy` the policy that judged is not here, so that nobody can read it again · `rules` the same log, read differently.
 */
export interface VerdictCheck {
  readonly verdict: SlaVerdict;
  readonly because: "same" | "log" | "policy" | "rules";
  readonly differences: readonly VerdictDifference[];
}

/** `input` with the policy that the verdict names; null = it is not here. */
export async function verdictCheck(verdict: SlaVerdict, events: readonly IncidentEvent[], input: SlaInput | null): Promise<VerdictCheck> {
  if (input === null) return { verdict, because: "policy", differences: [] };
  const log = verdictLog(events, verdict.closedAt);
  const again = verdictOf(readSla({ ...input, events: log }, Date.parse(verdict.closedAt)));
  const differences = differencesOf(verdict.clocks, again.clocks);
  const sameLog = (await sha256(logBytes(log))) === verdict.digest;
  return { verdict, because: sameLog ? (differences.length === 0 ? "same" : "rules") : "log", differences };
}

function differencesOf(frozen: readonly FrozenClock[], now: readonly FrozenClock[]): readonly VerdictDifference[] {
  const key = ({ clock, cycle }: FrozenClock): string => `${clock} ${String(cycle)}`;
  const left = new Map(now.map((clock) => [key(clock), clock]));
  const pairs = frozen.map((clock): VerdictDifference => {
    const other = left.get(key(clock)) ?? null;
    left.delete(key(clock));
    return { frozen: clock, now: other };
  });
  return [...pairs, ...[...left.values()].map((clock): VerdictDifference => ({ frozen: null, now: clock }))].filter(
    (pair) => pair.frozen === null || pair.now === null || !alike(pair.frozen, pair.now),
  );
}

function alike(a: FrozenClock, b: FrozenClock): boolean {
  return (
    a.state === b.state &&
    a.severity === b.severity &&
    a.targetMs === b.targetMs &&
    a.elapsedMs === b.elapsedMs &&
    a.pausedMs === b.pausedMs &&
    a.stoppedAt === b.stoppedAt
  );
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
