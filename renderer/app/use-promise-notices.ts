import { useEffect, useRef } from "react";
import type { BridgeArgs, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { Text } from "../../shared/i18n/catalogues.ts";
import { useQuery } from "../data/hooks.ts";
import { useNow } from "../ui/now.ts";
import { routePath } from "../ui/routes.ts";
import { useText } from "../ui/text.ts";
import { askDesktop } from "./bridge.ts";
import { noticeOf, passedAlarms, toldNow, type PromiseNotice } from "./notices-due.ts";

interface Wanted {
  readonly on: boolean;
  readonly ready: boolean;
  /** What may be told at an instant: quiet hours and pauses hold the rest back until they are over. */
  readonly tells: (nowMs: number) => "all" | "p0" | "nothing";
}

/**
 * Tells the user of promises that run out and that break, by the system's own notifications; needs no network. The desktop keeps what was told, for
 * every window and every start: the first time, what had passed before is no news. `on`: whether the user wants to be told; what passes while he
 * does not is not made up for. `ready`: the copy is whole enough to speak of.
 */
export function usePromiseNotices(bridge: HeadroomBridge, { on, ready, tells }: Wanted): void {
  const t = useText("shell");
  const words = useText("domain");
  const now = useNow("minute");
  const alarms = useQuery("promiseAlarms", undefined).data;
  const asked = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (alarms === undefined || !ready) return;
    const passed = toldNow(passedAlarms(alarms, asked.current ?? new Set(), now), tells(now));
    // The first question is asked even of nothing: from then on what passes is news.
    if (passed.length === 0 && asked.current !== null) return;
    const keys = passed.map(({ key }) => key);
    const before = asked.current;
    asked.current = new Set([...(before ?? []), ...keys]);
    void askDesktop(bridge, "notification.claim", { keys }).then((answer) => {
      if (!answer.ok || answer.value.quiet) {
        // Asked again with the next minute.
        asked.current = before === null ? null : new Set([...(asked.current ?? [])].filter((key) => !keys.includes(key)));
        return;
      }
      const fresh = new Set(answer.value.fresh);
      const notice =
        on && !answer.value.first
          ? noticeOf(
              passed.filter(({ key }) => fresh.has(key)),
              now,
            )
          : null;
      if (notice !== null) void askDesktop(bridge, "notification.show", textOf(notice, t, words));
    });
  }, [bridge, alarms, on, ready, tells, now, t, words]);
}

/** Numbers alone: a notification lies on the screen for everybody to see. */
function textOf(notice: PromiseNotice, t: Text<"shell">, words: Text<"domain">): BridgeArgs<"notification.show"> {
  if (notice.kind === "several") {
    const { broken, runningOut } = notice;
    return {
      title: t("notice.several.title"),
      body: t("notice.several.body", { broken, runningOut }),
      route: routePath({ screen: "incidents" }),
    };
  }
  const { alarm, minutes, kind } = notice;
  const said = { number: alarm.number, clock: words(`clock.${alarm.clock}`), minutes };
  return {
    title: t(`notice.${kind}.title`),
    body: t(`notice.${kind}.body`, said),
    route: routePath({ screen: "incident", incidentId: alarm.incidentId }),
  };
}
