import { useCallback } from "react";
import { create } from "zustand";
import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";
import type { DataClient } from "../data-client.ts";
import { useDataClient } from "../data-client-provider.tsx";
import { draftReview } from "./draft-review.ts";
import { type DraftOutcome, type DraftSeries, runSeries } from "./draft-series.ts";

interface SeriesState {
  /** The last one, running or not; null = there was none, or it was put away. */
  readonly series: DraftSeries | null;
  readonly cancel: () => void;
}

const nothing = (): void => undefined;
const useSeriesStore = create<SeriesState>(() => ({ series: null, cancel: nothing }));

export interface SeriesWish {
  readonly kind: ReviewKind;
  readonly period: string;
  readonly accounts: readonly { readonly accountId: string; readonly name: string }[];
}

/** The series of drafts that goes on wherever the reader is. There is one at a time. */
export function useDraftSeries(): {
  readonly series: DraftSeries | null;
  readonly start: (wish: SeriesWish) => Promise<DraftSeries | null>;
  readonly cancel: () => void;
  /** Puts away one that is over. */
  readonly clear: () => void;
} {
  const client = useDataClient();
  const series = useSeriesStore((state) => state.series);
  const start = useCallback((wish: SeriesWish) => startSeries(client, wish) ?? Promise.resolve(null), [client]);
  return { series, start, cancel: cancelSeries, clear };
}

/** Ends the series that is running: what it has drafted stays. */
export function cancelSeries(): void {
  useSeriesStore.getState().cancel();
}

function clear(): void {
  if (useSeriesStore.getState().series?.state !== "running") useSeriesStore.setState({ series: null, cancel: nothing });
}

/** Resolves when the series is over; null = another one is running. */
export function startSeries(client: DataClient, wish: SeriesWish): Promise<DraftSeries> | null {
  if (useSeriesStore.getState().series?.state === "running") return null;
  const abort = new AbortController();
  useSeriesStore.setState({ cancel: () => abort.abort() });
  const draft = async (accountId: string): Promise<DraftOutcome> => {
    const made = await draftReview(client, { accountId, kind: wish.kind, period: wish.period });
    if (made.state !== "drafted") return made.state === "exists" ? { state: "exists" } : { state: "failed", reason: made.reason };
    const done = await client.edit(made.edit.edits);
    return done.ok ? { state: "done" } : { state: "failed", reason: done.error.code };
  };
  return runSeries(wish, { draft, idle, report: (series) => useSeriesStore.setState({ series }) }, abort.signal);
}

/** Hands are on the keyboard more often than not: a draft waits for a gap, but not for ever. */
const patienceMs = 1_500;

function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patienceMs }));
}
