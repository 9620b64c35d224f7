import { useEffect } from "react";
import type { SyncStatus } from "../data/data-client.ts";
import { useText } from "../ui/text.ts";
import { useToast } from "../ui/toast.tsx";

/** Says once that the local database was lost, and whenever edits begin to have one home only. */
export function useStoreNotices({ storeLost, mirrorFailing }: Pick<SyncStatus, "storeLost" | "mirrorFailing">): void {
  const t = useText("sync");
  const toast = useToast();
  const lostAtMs = storeLost?.atMs;
  const count = storeLost?.restoredEdits ?? 0;
  useEffect(() => {
    if (lostAtMs !== undefined) toast({ text: count === 0 ? t("storeLost.none") : t("storeLost", { count }), tone: "error" });
  }, [lostAtMs, count, t, toast]);
  useEffect(() => {
    if (mirrorFailing) toast({ text: t("mirrorFailing"), tone: "error" });
  }, [mirrorFailing, t, toast]);
}
