import { useEffect, useRef } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { mayDraftUnasked, quarterToDraft } from "../../shared/domain/review/model/drafting-time.ts";
import type { SyncStatus } from "../data/data-client.ts";
import { useDataClient } from "../data/data-client-provider.tsx";
import { useNavigate } from "../ui/navigation.ts";
import { useNowAs } from "../ui/now.ts";
import { useReaderZone } from "../ui/reader-zone.ts";
import { periodText } from "../ui/review/period-text.ts";
import { useText } from "../ui/text.ts";
import { useToast } from "../ui/toast.tsx";
import { askDesktop } from "./bridge.ts";

const lookMs = 3_600_000;

/**
 * Drafts the reviews of the reader's own accounts when a quarter has ended: looks when the laptop has become fresh and every hour after, and tells once a
 * quarter. `on`: whether the reader wants it.
 */
export function useQuarterDrafts(bridge: HeadroomBridge, status: SyncStatus, on: boolean): void {
  const client = useDataClient();
  const zone = useReaderZone();
  const navigate = useNavigate();
  const toast = useToast();
  const t = useText("reviews");
  const { leader, progress, lastSyncMs, clockSkewMs } = status;
  const hour = useNowAs((nowMs) => Math.floor(nowMs / lookMs));
  const may = useNowAs(
    (nowMs) =>
      mayDraftUnasked({ on, leader, whole: progress === null, lastSyncMs, clockSkewMs, nowMs }) && quarterToDraft(nowMs, zone) !== null,
  );
  const begun = useRef(new Set<string>());
  const tell = useRef<(period: string, count: number) => void>(() => undefined);
  useEffect(() => {
    tell.current = (period, count) =>
      toast({
        text: t("quarterDrafted", { count, period: periodText(period, t) }),
        action: { label: t("quarterDrafted.show"), run: () => navigate({ screen: "reviews" }) },
      });
  });
  useEffect(() => {
    if (!may) return undefined;
    const draft = async (): Promise<void> => {
      // Its code is needed on a few days of a quarter.
      const { draftDueReviews } = await import("../data/review/draft-due-reviews.ts");
      const made = await draftDueReviews(client, zone, begun.current);
      if (made === null) return;
      const answer = await askDesktop(bridge, "notification.claim", { keys: [`quarter-drafts|${made.period}`] });
      // Where it cannot be known whether it was told, twice is better than never.
      if (!answer.ok || answer.value.quiet || answer.value.fresh.length > 0) tell.current(made.period, made.drafted);
    };
    const idle = requestIdleCallback(() => void draft().catch(reportError));
    return () => cancelIdleCallback(idle);
  }, [bridge, client, zone, may, hour]);
}
