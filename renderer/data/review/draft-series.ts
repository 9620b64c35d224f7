import type { ReviewKind } from "../../../shared/domain/review/model/review-sections.ts";

/** One account of a series. `exists`: somebody has drafted it already. `failed`: `reason` says why, and it can be tried again. */
export interface SeriesEntry {
  readonly accountId: string;
  readonly name: string;
  readonly state: "waiting" | "working" | "done" | "exists" | "failed";
  readonly reason: string | null;
}

/** A series of drafts, one account after another. */
export interface DraftSeries {
  readonly kind: ReviewKind;
  readonly period: string;
  readonly entries: readonly SeriesEntry[];
  readonly state: "running" | "ended" | "cancelled";
}

export type DraftOutcome = { readonly state: "done" | "exists" } | { readonly state: "failed"; readonly reason: string };

export interface SeriesPorts {
  /** Drafts one; what goes wrong is an outcome. */
  readonly draft: (accountId: string) => Promise<DraftOutcome>;
  /** Resolves when nothing else wants the machine. */
  readonly idle: () => Promise<void>;
  readonly report: (series: DraftSeries) => void;
}

/**
 * Drafts accounts one after another while nothing else is to be done. What was drafted stays when it is cancelled or the window is closed: ids are fixed, so
 * that a series that is begun again passes over what is there.
 */
export async function runSeries(
  wish: Pick<DraftSeries, "kind" | "period"> & { readonly accounts: readonly { readonly accountId: string; readonly name: string }[] },
  ports: SeriesPorts,
  cancelled: AbortSignal,
): Promise<DraftSeries> {
  const { kind, period } = wish;
  const entries: SeriesEntry[] = wish.accounts.map(({ accountId, name }) => ({ accountId, name, state: "waiting", reason: null }));
  const show = (state: DraftSeries["state"]): DraftSeries => {
    const series = { kind, period, entries: [...entries], state };
    ports.report(series);
    return series;
  };
  show("running");
  for (const [index, entry] of entries.entries()) {
    await ports.idle();
    if (cancelled.aborted) return show("cancelled");
    entries[index] = { ...entry, state: "working" };
    show("running");
    const outcome = await ports.draft(entry.accountId);
    entries[index] = { ...entry, state: outcome.state, reason: outcome.state === "failed" ? outcome.reason : null };
    show("running");
  }
  return show("ended");
}

/** How far a series is. `left` is not drafted yet, failures included. */
export function seriesCounts({ entries }: DraftSeries): Readonly<Record<"done" | "exists" | "failed" | "left" | "total", number>> {
  const count = (...states: readonly SeriesEntry["state"][]): number => entries.filter(({ state }) => states.includes(state)).length;
  return {
    done: count("done"),
    exists: count("exists"),
    failed: count("failed"),
    left: count("waiting", "working", "failed"),
    total: entries.length,
  };
}
