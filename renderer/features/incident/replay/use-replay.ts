import { useCallback, useEffect, useMemo, useState } from "react";
import type { IncidentHistory } from "../../../../shared/domain/incident/incident-history.ts";
import { cursorIndex, cursorMs, type ReplayCursor, stepEntry, stepTime } from "./replay-cursor.ts";

export const replaySpeeds = [1, 8, 60, 600] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

export interface Replay {
  /** The instant under the playhead; null = the present. */
  readonly ms: number | null;
  /** Index of the last entry by then. */
  readonly index: number;
  readonly toEntry: (index: number) => void;
  readonly toInstant: (ms: number) => void;
  readonly toNow: () => void;
  readonly step: (by: -1 | 1) => void;
  readonly stepTime: (byMs: number) => void;
  readonly playing: boolean;
  readonly play: () => void;
  readonly speed: ReplaySpeed;
  readonly nextSpeed: () => void;
}

const frameMs = 100;

/** The playhead over a log: it stands at the present until somebody moves it, and plays from the opening when it is there. */
export function useReplay(history: IncidentHistory): Replay {
  const { events, endedMs, lastUpdateMs, openedMs } = history;
  const [cursor, setCursor] = useState<ReplayCursor>({ kind: "now" });
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<ReplaySpeed>(60);
  /** What is over has nothing to show behind its last entry. */
  const endMs = useCallback(() => (endedMs === null ? Date.now() : lastUpdateMs), [endedMs, lastUpdateMs]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setCursor((from) => stepTime(from, frameMs * speed, events, endMs())), frameMs);
    return () => clearInterval(timer);
  }, [playing, speed, events, endMs]);
  const ends = playing && cursor.kind === "now";
  useEffect(() => {
    if (ends) setPlaying(false);
  }, [ends]);
  const index = cursorIndex(cursor, events, Number.POSITIVE_INFINITY);
  const ms = cursor.kind === "now" ? null : cursorMs(cursor, events, Number.POSITIVE_INFINITY);
  return useMemo(
    () => ({
      ms,
      index,
      toEntry: (to) => setCursor({ kind: "entry", index: to }),
      toInstant: (to) => setCursor(to >= endMs() ? { kind: "now" } : { kind: "instant", ms: to }),
      toNow: () => setCursor({ kind: "now" }),
      step: (by) => setCursor((from) => stepEntry(from, by, events, endMs())),
      stepTime: (byMs) => setCursor((from) => stepTime(from, byMs, events, endMs())),
      playing: playing && !ends,
      play: () => {
        if (!playing) setCursor((from) => (from.kind === "now" ? { kind: "instant", ms: openedMs } : from));
        setPlaying(!playing);
      },
      speed,
      nextSpeed: () => setSpeed(replaySpeeds[(replaySpeeds.indexOf(speed) + 1) % replaySpeeds.length] ?? 1),
    }),
    [ms, index, events, endMs, playing, ends, openedMs, speed],
  );
}
