import { useEffect } from "react";
import type { BridgeArgs, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { TodayAction } from "../../shared/domain/today/today-item.ts";
import { joinDots } from "../../shared/i18n/format-number.ts";
import { useQuery } from "../data/hooks.ts";
import { type Route, routePath } from "../ui/routes.ts";
import { railScreens } from "../ui/rail-screens.ts";
import { useText } from "../ui/text.ts";
import { askDesktop } from "./bridge.ts";

const mine = { scope: "mine", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } as const;
const shownItems = 3;

/** Keeps the first things of Today in the menu of the icon beside the system's clock. */
export function useTray(bridge: HeadroomBridge): void {
  const t = useText("shell");
  const { data } = useQuery("todayItems", mine);
  const items = (data?.items ?? [])
    .filter(({ rest }) => rest?.type !== "resting")
    .slice(0, shownItems)
    .map(({ accountName, action }): BridgeArgs<"tray.set">["items"][number] => {
      const route = routeOf(action.target);
      return {
        label: joinDots([accountName ?? t("app.name"), t(`rail.${railScreens[route.screen] ?? "today"}`)]).slice(0, 120),
        route: routePath(route),
      };
    });
  const key = JSON.stringify(items);
  useEffect(() => {
    void askDesktop(bridge, "tray.set", { items: JSON.parse(key) as BridgeArgs<"tray.set">["items"] });
  }, [bridge, key]);
}

/** Where an item leads; what is decided on its own screen is opened on Today. */
function routeOf(target: TodayAction["target"]): Route {
  if ("incidentId" in target) return { screen: "incident", incidentId: target.incidentId };
  if ("peakId" in target) return { screen: "peaks", peakId: target.peakId };
  if ("reviewId" in target) return { screen: "review", reviewId: target.reviewId };
  if ("outreachId" in target) return { screen: "outreach", outreachId: target.outreachId };
  if ("accountId" in target && target.accountId !== null) return { screen: "account", accountId: target.accountId, tab: "overview" };
  return { screen: "today" };
}
