import { z } from "zod";
import { hourMs, monthStartMs } from "../../../shared/domain/metrics/series.ts";
import type { ConnectorPressure } from "../../../shared/sync/connectors.ts";
import { AccountIndex } from "../../ingest/account-index.ts";
import { limits } from "../../ingest/limits.ts";
import type { PrometheusConfig, PrometheusQuery } from "../connector-config.ts";
import type { ConnectorRun, RunOutcome } from "../connector-run.ts";
import { SourceFault } from "../source-fault.ts";
import { askRange, type PrometheusAccess } from "./prometheus-client.ts";
import { type AnsweredChunk, chunksOfAnswer } from "./series-of-answer.ts";

/** Storing one window may take so long; beyond it less is asked for at a time, and the database is left alone for as long. */
const slowStoreMs = 2_000;
const longestPauseMs = 10_000;
/** A run ends after so long and goes on in the next: other connectors have their turn. */
const runMs = 60_000;
/** An answer that was not whole is asked for again for so long, then taken as it is. */
const partialMs = 48 * hourMs;

/** Where the next run of a query goes on. */
const queryProgress = z.object({
  /** End of the last hour that was asked for. */
  doneMs: z.number(),
  windowHours: z.number().int().positive(),
  /** Since when, and from where on, answers were not whole. */
  partial: z.object({ fromMs: z.number(), sinceMs: z.number() }).nullable(),
});
type QueryProgress = z.infer<typeof queryProgress>;
const runProgress = z.object({ queries: z.record(z.string(), queryProgress) }).catch({ queries: {} });

/** What the backend grants a run of this kind beside the rest. */
export interface PrometheusPorts {
  readonly fetch: typeof fetch;
  /** Value of the Authorization header; throws SourceFault when the secret cannot be had. */
  readonly authorization: () => Promise<string | null>;
  readonly answerBytes: number;
}

/**
 * Asks every query for the hours that have ended since the run before, and again for some hours before that. What was stored is kept after each window, so
 * a run that is ended anywhere goes on there. Throws SourceFault.
 */
export async function runPrometheus(config: PrometheusConfig, run: ConnectorRun, ports: PrometheusPorts): Promise<RunOutcome> {
  const startedMs = run.ran();
  const lastMs = Math.floor((run.clock.now() - config.delayMinutes * 60_000) / hourMs) * hourMs;
  const accounts = new AccountIndex(await run.store.accountsByCode(), config.lookups);
  const progress = new Map(Object.entries(runProgress.parse(run.progress).queries));
  const access: PrometheusAccess = {
    url: config.url,
    authorization: await ports.authorization(),
    timeoutMs: config.timeoutSeconds * 1_000,
    answerBytes: ports.answerBytes,
    signal: run.signal,
    fetch: ports.fetch,
    nowMs: () => run.clock.now(),
  };
  let pressure: ConnectorPressure = "none";
  let backlog = 0;
  let badQuery: SourceFault | null = null;

  const keep = (dataUpToMs: number | null): Promise<void> => run.advance({ queries: Object.fromEntries(progress) }, dataUpToMs);

  const store = async (query: PrometheusQuery, answered: readonly AnsweredChunk[]): Promise<number | null> => {
    let upToMs: number | null = null;
    for (let at = 0; at < answered.length; at += limits.openChunks) {
      const part = answered.slice(at, at + limits.openChunks);
      const masks = await run.store.putChunks(
        part.map(({ chunk }) => chunk),
        query.merge,
      );
      part.forEach(({ chunk, samples }, i) => {
        const stored = masks[i]?.reduce((sum, bit) => sum + bit, 0) ?? 0;
        run.tally.settle(stored, samples - stored);
        const hour = chunk.values.findLastIndex((value) => !Number.isNaN(value));
        upToMs = Math.max(upToMs ?? 0, monthStartMs(chunk.month) + (hour + 1) * hourMs);
      });
    }
    return upToMs;
  };

  /** Asks from `fromMs` on for one window. */
  const askWindow = async (query: PrometheusQuery, windowHours: number, fromMs: number) => {
    const endMs = Math.min(fromMs + windowHours * hourMs, lastMs);
    const { series, warnings } = await askRange(access, { query: query.query, startMs: fromMs + hourMs, endMs });
    for (const warning of warnings) run.tally.note("partial-answer", `${query.name}: ${warning}`);
    const storeFromMs = run.ran();
    const upToMs = await store(query, chunksOfAnswer(query, series, accounts, run.tally));
    return { endMs, upToMs, whole: warnings.length === 0, storeMs: run.ran() - storeFromMs };
  };

  const askQuery = async (query: PrometheusQuery): Promise<void> => {
    const before = progress.get(query.name) ?? null;
    const old = before?.partial ?? null;
    const since = old !== null && run.clock.now() - old.sinceMs < partialMs ? old : null;
    let { doneMs, windowHours }: Pick<QueryProgress, "doneMs" | "windowHours"> = before ?? {
      doneMs: lastMs - config.historyDays * 24 * hourMs,
      windowHours: config.windowHours,
    };
    windowHours = Math.min(windowHours, config.windowHours);
    let atMs = before === null ? doneMs : Math.min(doneMs - config.overlapHours * hourMs, since?.fromMs ?? doneMs);
    let found: QueryProgress["partial"] = null;
    const keepQuery = async (upToMs: number | null): Promise<void> => {
      // Until the run has come to the end, what was not whole before may still not be.
      progress.set(query.name, { doneMs, windowHours, partial: atMs >= lastMs ? found : (since ?? found) });
      await keep(upToMs);
    };
    while (atMs < lastMs) {
      run.signal.throwIfAborted();
      if (run.ran() - startedMs > runMs) {
        backlog += (lastMs - atMs) / hourMs;
        return;
      }
      try {
        const window = await askWindow(query, windowHours, atMs);
        if (!window.whole) found ??= { fromMs: atMs, sinceMs: since?.sinceMs ?? run.clock.now() };
        const slow = window.storeMs > slowStoreMs;
        if (slow) pressure = "slowed";
        if (slow) windowHours = Math.max(1, Math.floor(windowHours / 2));
        else if (window.storeMs < slowStoreMs / 4) windowHours = Math.min(config.windowHours, windowHours * 2);
        atMs = window.endMs;
        doneMs = Math.max(doneMs, atMs);
        await keepQuery(window.upToMs);
        if (slow) await run.pause(Math.min(window.storeMs, longestPauseMs));
      } catch (error) {
        if (!(error instanceof SourceFault) || (error.code !== "answer-too-large" && error.code !== "timed-out")) throw error;
        // What is too much at once is asked for in halves: at once, or by the next run when this one has waited long enough.
        const last = windowHours <= 1;
        windowHours = Math.max(1, Math.floor(windowHours / 2));
        await keepQuery(null);
        if (last || error.code === "timed-out") throw error;
      }
    }
  };

  for (const query of config.queries) {
    try {
      await askQuery(query);
    } catch (error) {
      // A query that cannot be asked does not keep the others waiting.
      if (!(error instanceof SourceFault) || (error.code !== "bad-query" && error.code !== "answer-too-large")) throw error;
      badQuery ??= new SourceFault(error.code, `${query.name}: ${error.message}`);
    }
  }
  if (badQuery !== null) throw badQuery;
  return { backlog, pressure, againMs: backlog > 0 ? 0 : config.everyMinutes * 60_000 };
}
