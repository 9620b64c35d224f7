import { useCallback } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { lastEndedPeriod } from "../../../shared/domain/review/model/review-period.ts";
import { useDataClient } from "../data-client-provider.tsx";
import { useDraftSeries } from "./use-draft-series.ts";

/** Drafts the quarterly reviews of the reader's own accounts that have none of the quarter that ended last. `timeZone` is the reader's. Answers how many there are. */
export function useDraftMissing(): (nowMs: number, timeZone: string) => Promise<number> {
  const client = useDataClient();
  const { start } = useDraftSeries();
  return useCallback(
    async (nowMs, timeZone) => {
      const period = lastEndedPeriod("quarterly", localDay(nowMs, timeZone));
      const { rows } = await client.query("reviewList", { kind: "quarterly", period });
      const accounts = rows.filter(({ mine, review }) => mine && review === null);
      if (accounts.length > 0) void start({ kind: "quarterly", period, accounts });
      return accounts.length;
    },
    [client, start],
  );
}
