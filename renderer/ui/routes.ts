import { idPattern } from "../../shared/kernel/ids.ts";

/** Tabs of the account page, in their order. */
export const accountTabs = ["overview", "usage", "quality", "peaks", "incidents", "timeline", "contacts", "contract"] as const;
export type AccountTab = (typeof accountTabs)[number];

/** Every place in the window. */
export type Route =
  | { readonly screen: "first-run" }
  | { readonly screen: "today" }
  | { readonly screen: "accounts" }
  | { readonly screen: "account"; readonly accountId: string; readonly tab: AccountTab }
  | { readonly screen: "portfolio" }
  | { readonly screen: "peaks"; readonly peakId?: string }
  | { readonly screen: "outreach"; readonly outreachId?: string }
  | { readonly screen: "round" }
  | { readonly screen: "incidents" }
  | { readonly screen: "incident"; readonly incidentId: string }
  | { readonly screen: "postmortem"; readonly incidentId: string }
  | { readonly screen: "statistics" }
  | { readonly screen: "notices" }
  | { readonly screen: "notice"; readonly noticeId: string }
  | { readonly screen: "sync" }
  | { readonly screen: "settings" };

function isTab(value: string): value is AccountTab {
  return (accountTabs as readonly string[]).includes(value);
}

/** Reads a path such as `/accounts/acc_1/usage`. null = no such place; ids are only those that the product makes. */
export function parseRoute(path: string): Route | null {
  const [screen, encodedId, tab, ...rest] = path
    .replace(/[?#].*$/, "")
    .split("/")
    .filter(Boolean);
  if (rest.length > 0) return null;
  if (encodedId === undefined) {
    switch (screen) {
      case "first-run":
      case "today":
      case "accounts":
      case "portfolio":
      case "peaks":
      case "outreach":
      case "incidents":
      case "notices":
      case "sync":
      case "settings":
        return { screen };
      default:
        return null;
    }
  }
  const id = decode(encodedId);
  if (id === null || !idPattern.test(id)) return null;
  if (screen === "accounts" || screen === "account") {
    if (tab !== undefined && !isTab(tab)) return null;
    return { screen: "account", accountId: id, tab: tab ?? "overview" };
  }
  if (screen === "outreach" && tab === undefined) return id === "round" ? { screen: "round" } : { screen: "outreach", outreachId: id };
  if ((screen === "peaks" || screen === "peak") && tab === undefined) return { screen: "peaks", peakId: id };
  if ((screen === "notices" || screen === "notice") && tab === undefined) return { screen: "notice", noticeId: id };
  if ((screen === "incidents" || screen === "incident") && tab === "postmortem") return { screen: "postmortem", incidentId: id };
  if (screen === "incidents" && tab === undefined && id === "statistics") return { screen: "statistics" };
  return (screen === "incidents" || screen === "incident") && tab === undefined ? { screen: "incident", incidentId: id } : null;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The path of a place; `parseRoute` of it gives the same place back. */
export function routePath(route: Route): string {
  switch (route.screen) {
    case "account":
      return `/accounts/${encodeURIComponent(route.accountId)}/${route.tab}`;
    case "round":
      return "/outreach/round";
    case "outreach":
      return route.outreachId === undefined ? "/outreach" : `/outreach/${encodeURIComponent(route.outreachId)}`;
    case "peaks":
      return route.peakId === undefined ? "/peaks" : `/peaks/${encodeURIComponent(route.peakId)}`;
    case "statistics":
      return "/incidents/statistics";
    case "incident":
      return `/incidents/${encodeURIComponent(route.incidentId)}`;
    case "postmortem":
      return `/incidents/${encodeURIComponent(route.incidentId)}/postmortem`;
    case "notice":
      return `/notices/${encodeURIComponent(route.noticeId)}`;
    default:
      return `/${route.screen}`;
  }
}
