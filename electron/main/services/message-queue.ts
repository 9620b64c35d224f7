import type { SenderInfo } from "../../../shared/bridge/messages.ts";
import { limitMemoryMs, nextTryMs } from "../sending/send-limits.ts";
import type { SendOutcome } from "../sending/send-outcome.ts";
import type { JournalEntry } from "./message-journal.ts";

/** After so many tries in a row nobody expects it any more: some eight hours. */
const mostTries = 20;
const firstPauseMs = 15_000;
const longestPauseMs = 30 * 60_000;

/** Doubling from 15 s to 30 min, the upper half at random. `random` is in [0, 1). */
function pauseMs(tries: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, tries - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

export function trying(entry: JournalEntry, nowMs: number): JournalEntry {
  const triesMs = [...entry.triesMs.filter((at) => at > nowMs - limitMemoryMs), nowMs];
  return { ...entry, state: "sending", atMs: nowMs, retryAtMs: null, triesMs, tries: entry.tries + 1, holdsSender: false };
}

/** The entry after a try. What may go later and has been tried often enough has failed. */
export function tried(entry: JournalEntry, outcome: SendOutcome, nowMs: number, random: number): JournalEntry {
  const ended = { ...entry, atMs: nowMs, retryAtMs: null, holdsSender: false };
  switch (outcome.kind) {
    case "sent":
    case "failed":
      return { ...ended, state: outcome.kind, fault: outcome.fault };
    case "unsure":
      return { ...ended, state: "unsure", fault: null };
    case "later": {
      if (entry.tries >= mostTries) return { ...ended, state: "failed", fault: outcome.fault };
      const retryAtMs = nowMs + Math.max(outcome.afterMs ?? 0, pauseMs(entry.tries, random));
      return { ...ended, state: "waiting", fault: outcome.fault, retryAtMs, holdsSender: outcome.scope === "sender" };
    }
  }
}

export type Settling = "forget" | "was-sent" | "resend" | "give-up";

/** The entry after somebody has settled it; null = it cannot be settled so as it stands. */
export function settled(entry: JournalEntry, how: Settling, nowMs: number): JournalEntry | null {
  const at = { ...entry, atMs: nowMs, fault: null, retryAtMs: null, holdsSender: false };
  switch (how) {
    case "forget":
      return entry.state === "sent" || entry.state === "failed" ? { ...entry, message: null } : null;
    case "was-sent":
      return entry.state === "unsure" ? { ...at, state: "sent" } : null;
    case "resend":
      return entry.state === "unsure" || entry.state === "failed" ? { ...at, state: "waiting", tries: 0 } : null;
    case "give-up":
      return entry.state === "sending" || entry.state === "sent" ? null : { ...at, state: "failed" };
  }
}

/** A pause is at most an hour long: one that ends later than that was noted before the clock was set back. */
function dueMs(entry: JournalEntry, nowMs: number): number {
  return entry.retryAtMs === null || entry.retryAtMs > nowMs + 61 * 60_000 ? nowMs : entry.retryAtMs;
}

/**
 * What a sender does next: the entry to try, and when. One after the other, in the order in which they were given; a pause of the sender holds up all,
 * one of a message only what goes to the same account. null = nothing waits.
 */
export function nextOf(
  way: SenderInfo["way"],
  entries: readonly JournalEntry[],
  nowMs: number,
): { readonly entry: JournalEntry; readonly atMs: number } | null {
  const waiting = entries.filter(({ state }) => state === "waiting");
  const free = nextTryMs(
    way,
    entries.flatMap(({ triesMs }) => triesMs),
    nowMs,
  );
  const heldMs = Math.max(nowMs, ...waiting.filter(({ holdsSender }) => holdsSender).map((entry) => dueMs(entry, nowMs)));
  const seen = new Set<string>();
  let next: { entry: JournalEntry; atMs: number } | null = null;
  for (const entry of waiting) {
    if (seen.has(entry.accountId)) continue;
    seen.add(entry.accountId);
    const atMs = Math.max(free, heldMs, dueMs(entry, nowMs));
    if (next === null || atMs < next.atMs) next = { entry, atMs };
  }
  return next;
}
