import type { DataClient } from "../data-client.ts";
import { seriesCounts } from "./draft-series.ts";
import { startSeries } from "./use-draft-series.ts";

/**
 * Drafts the reviews of the quarter that ended, one after another in idle time. `begun` holds the reviews that this window has begun before, `period account`:
 * one that failed, was stopped or was taken back is not begun again unasked. Answers what was drafted; null = nothing.
 */
export async function draftDueReviews(
  client: DataClient,
  timeZone: string,
  begun: Set<string>,
): Promise<{ readonly period: string; readonly drafted: number } | null> {
  const due = await client.query("reviewDraftsDue", { timeZone });
  if (due === null) return null;
  const { period } = due;
  const accounts = due.accounts.filter(({ accountId }) => !begun.has(`${period} ${accountId}`));
  if (accounts.length === 0) return null;
  const running = startSeries(client, { kind: "quarterly", period, accounts });
  // The reader has a series of his own under way: the next look finds what it leaves.
  if (running === null) return null;
  for (const { accountId } of accounts) begun.add(`${period} ${accountId}`);
  const { done } = seriesCounts(await running);
  return done === 0 ? null : { period, drafted: done };
}
