import type { DayStrip } from "../../data/queries/day-strip.ts";

const hourMs = 3_600_000;

/** The hours that are drawn: from 08:00, earlier when something (or now) is earlier, to the end of the day. UTC ms. */
export function stripWindow(strip: DayStrip, nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  const marks = [...strip.promises.map((p) => p.atMs), ...strip.events.map((e) => e.fromMs), ...strip.agenda.map((a) => a.atMs), nowMs];
  const earliest = Math.min(strip.startMs + 8 * hourMs, ...marks);
  const fromMs = strip.startMs + Math.floor((earliest - strip.startMs) / (2 * hourMs)) * 2 * hourMs;
  return { fromMs: Math.max(strip.startMs, fromMs), toMs: strip.endMs };
}

export interface LaneItem {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is drawn of a lane: each item with its row; `left` and `width` are shares of the window. `hidden` did not fit into the rows. */
export interface PackedLane<T> {
  readonly placed: readonly { readonly item: T; readonly row: number; readonly left: number; readonly width: number }[];
  readonly rows: number;
  readonly hidden: number;
}

/**
 * Puts items into rows so that none covers another: each into the first row that is free, in order of their beginning. A short one takes at
 * least `least` of the window, so that its words can be read; at the end of the day it grows to the left instead.
 */
export function packLane<T extends LaneItem>(
  items: readonly T[],
  window: { readonly fromMs: number; readonly toMs: number },
  least: number,
  maxRows: number,
): PackedLane<T> {
  const whole = window.toMs - window.fromMs;
  const ends: number[] = [];
  const placed: PackedLane<T>["placed"][number][] = [];
  let hidden = 0;
  for (const item of items.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)) {
    const width = Math.min(1, Math.max(least, (item.toMs - item.fromMs) / whole));
    const left = Math.max(0, Math.min((item.fromMs - window.fromMs) / whole, 1 - width));
    const free = ends.findIndex((end) => end <= left + 1e-9);
    const row = free >= 0 ? free : ends.length;
    if (row >= maxRows) {
      hidden += 1;
      continue;
    }
    ends[row] = left + width;
    placed.push({ item, row, left, width });
  }
  return { placed, rows: Math.max(1, ends.length), hidden };
}

/** Every two hours within the window, and its end. */
export function stripHours(window: { readonly fromMs: number; readonly toMs: number }): readonly number[] {
  const hours: number[] = [];
  for (let at = window.fromMs; at < window.toMs; at += 2 * hourMs) hours.push(at);
  return hours;
}
