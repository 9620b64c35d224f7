import type { SenderInfo } from "../../../shared/bridge/messages.ts";

interface Window {
  readonly most: number;
  readonly withinMs: number;
}
const second = 1000;
const minute = 60_000;

/**
 * What each vendor takes from one robot: WeCom 20 a minute, Feishu 5 a second and 100 a minute, DingTalk 20 a minute, Slack and Teams 1 a second. Windows
 * are a little wider than theirs, because they count arrivals. A mail server says itself when it has enough; Microsoft 365, the strictest of the large
 * ones, at 30 a minute.
 */
const windows: Readonly<Record<SenderInfo["way"], readonly Window[]>> = {
  smtp: [{ most: 30, withinMs: minute }],
  wecom: [{ most: 20, withinMs: minute + 2 * second }],
  feishu: [
    { most: 5, withinMs: second + 200 },
    { most: 100, withinMs: minute + 2 * second },
  ],
  dingtalk: [{ most: 20, withinMs: minute + 2 * second }],
  slack: [{ most: 1, withinMs: second + 200 }],
  teams: [{ most: 1, withinMs: second + 200 }],
};
/** The longest of them: tries before that count no more. */
export const limitMemoryMs = minute + 2 * second;

const halfHourMs = 30 * minute;
/** Everybody's bots speak at the full and half hour, and Feishu then answers 11232. */
const crowdedMs = 30 * second;

/** When a sender may be used next: now, or later. `triesMs` are its tries so far, in any order. */
export function nextTryMs(way: SenderInfo["way"], triesMs: readonly number[], nowMs: number): number {
  let next = nowMs;
  for (const { most, withinMs } of windows[way]) {
    // Tries of the future were made before the clock was set back: nothing is known of them.
    const within = triesMs.filter((at) => at <= nowMs && at > nowMs - withinMs).sort((a, b) => a - b);
    const oldest = within.length < most ? undefined : within[within.length - most];
    if (oldest !== undefined) next = Math.max(next, oldest + withinMs);
  }
  if (way === "feishu" && next % halfHourMs < crowdedMs) next += crowdedMs - (next % halfHourMs);
  return next;
}
