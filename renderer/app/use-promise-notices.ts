import { useEffect, useRef } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import { useNow } from "../ui/now.ts";
import { routePath } from "../ui/routes.ts";
import { useText } from "../ui/text.ts";
import { askDesktop } from "./bridge.ts";
import { noticesDue } from "./notices-due.ts";
import type { NextPromise } from "./status-line.tsx";

const minuteMs = 60_000;

/** Tells the user once of each promise that is about to run out, by the system's own notifications; needs no network. */
export function usePromiseNotices(bridge: HeadroomBridge, promises: readonly NextPromise[], enabled: boolean): void {
  const t = useText("shell");
  const now = useNow("minute");
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (!enabled) return;
    for (const { incidentId, number, dueMs } of noticesDue(promises, told.current, now)) {
      told.current.add(incidentId);
      // The number alone: a notification lies on the screen for everybody to see.
      const body = t("notice.body", { number, minutes: Math.ceil((dueMs - now) / minuteMs) });
      void askDesktop(bridge, "notification.show", {
        title: t("notice.title"),
        body,
        route: routePath({ screen: "incident", incidentId }),
      });
    }
  }, [bridge, promises, enabled, now, t]);
}
