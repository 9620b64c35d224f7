import { isRateMetric, type RateMetric } from "../../shared/domain/metrics/definition.ts";
import { metrics } from "../../shared/domain/metrics/metrics.ts";
import { idPattern } from "../../shared/kernel/ids.ts";

/** Tabs of the account page, in their order. */
export const accountTabs = [
  "overview",
  "usage",
  "quality",
  "peaks",
  "incidents",
  "timeline",
  "contacts",
  "contract",
  "reports",
  "plan",
  "handover",
] as const;
export type AccountTab = (typeof accountTabs)[number];

/** Part of an account's quality to begin with, over the last so many days; region null = all. */
export interface QualityView {
  readonly metric: RateMetric;
  readonly region: string | null;
  readonly days: (typeof qualityPeriods)[number];
}
export const qualityPeriods = ["7", "14", "28"] as const;

/** Every place in the window. */
export type Route =
  | { readonly screen: "first-run" }
  | { readonly screen: "today" }
  | { readonly screen: "accounts" }
  | { readonly screen: "account"; readonly accountId: string; readonly tab: AccountTab; readonly view?: QualityView }
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
  | { readonly screen: "knowledge" }
  /** `incidentId`: it is looked at for that incident, which can be said to be solved with it. */
  | { readonly screen: "article"; readonly articleKey: string; readonly incidentId?: string }
  /** null = a new article. */
  | { readonly screen: "articleEditor"; readonly articleKey: string | null }
  | { readonly screen: "reviews" }
  /** `section`: the one that it opens on. */
  | { readonly screen: "review"; readonly reviewId: string; readonly section?: string }
  | { readonly screen: "present"; readonly reviewId: string; readonly section?: string }
  | { readonly screen: "tasks" }
  | { readonly screen: "renewals" }
  | { readonly screen: "sync" }
  | { readonly screen: "settings" };

function isTab(value: string): value is AccountTab {
  return (accountTabs as readonly string[]).includes(value);
}

/** Reads a path such as `/accounts/acc_1/usage`. null = no such place; ids are only those that the product makes. */
export function parseRoute(path: string): Route | null {
  const [screen, encodedId, tab, part, ...rest] = path
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
      case "knowledge":
      case "reviews":
      case "tasks":
      case "renewals":
      case "sync":
      case "settings":
        return { screen };
      default:
        return null;
    }
  }
  if (screen === "knowledge" && encodedId === newArticle && part === undefined)
    return tab === editTab ? { screen: "articleEditor", articleKey: null } : null;
  const id = decode(encodedId);
  if (id === null || !idPattern.test(id)) return null;
  const view = part === undefined ? undefined : qualityView(decode(part));
  if (part !== undefined && (tab !== "quality" || view === undefined)) return null;
  if (screen === "reviews" || screen === "review") return part === undefined ? reviewRoute(id, tab, path) : null;
  if (screen === "accounts" || screen === "account") {
    if (tab !== undefined && !isTab(tab)) return null;
    if (tab !== undefined && view !== undefined) return { screen: "account", accountId: id, tab, view };
    return { screen: "account", accountId: id, tab: tab ?? "overview" };
  }
  if (screen === "outreach" && tab === undefined) return id === "round" ? { screen: "round" } : { screen: "outreach", outreachId: id };
  if ((screen === "peaks" || screen === "peak") && tab === undefined) return { screen: "peaks", peakId: id };
  if (screen === "knowledge") return articleRoute(id, tab);
  if ((screen === "notices" || screen === "notice") && tab === undefined) return { screen: "notice", noticeId: id };
  if ((screen === "incidents" || screen === "incident") && tab === "postmortem") return { screen: "postmortem", incidentId: id };
  if (screen === "incidents" && tab === undefined && id === "statistics") return { screen: "statistics" };
  return (screen === "incidents" || screen === "incident") && tab === undefined ? { screen: "incident", incidentId: id } : null;
}

/** `video_freeze_600_rate~cn-south~7`, `*` = every region; undefined = it says nothing that is known. */
function qualityView(part: string | null): QualityView | undefined {
  const [metric = "", region = "", typed, ...rest] = (part ?? "").split("~");
  const days = qualityPeriods.find((period) => period === typed);
  const known = metric in metrics && isRateMetric(metric as keyof typeof metrics);
  if (!known || !/^(?:\*|[a-z0-9][a-z0-9-]{0,39})$/.test(region) || days === undefined || rest.length > 0) return undefined;
  return { metric: metric as RateMetric, region: region === "*" ? null : region, days };
}

const newArticle = "-";
const editTab = "edit";
const presentTab = "present";
/** As `sectionId` of shared/domain/review has it, which would bring its schemas to the first screen. */
const sectionName = /^(?:[a-z][a-z_]{0,40}|free-[a-z0-9]{1,40})$/;

function articleRoute(articleKey: string, tab: string | undefined): Route | null {
  if (tab === undefined) return { screen: "article", articleKey };
  if (tab === editTab) return { screen: "articleEditor", articleKey };
  const incidentId = decode(tab);
  return incidentId !== null && idPattern.test(incidentId) ? { screen: "article", articleKey, incidentId } : null;
}

function reviewRoute(reviewId: string, tab: string | undefined, path: string): Route | null {
  if (tab !== undefined && tab !== presentTab) return null;
  const named = new URLSearchParams(path.replace(/^[^?]*\??/, "").replace(/#.*$/, "")).get("section");
  return {
    screen: tab === presentTab ? "present" : "review",
    reviewId,
    ...(named !== null && sectionName.test(named) ? { section: named } : {}),
  };
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
      return `/accounts/${encodeURIComponent(route.accountId)}/${route.tab}${viewPath(route.view)}`;
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
    case "review":
      return reviewPath(route);
    case "present":
      return reviewPath(route, `/${presentTab}`);
    case "article": {
      const path = `/knowledge/${encodeURIComponent(route.articleKey)}`;
      return route.incidentId === undefined ? path : `${path}/${encodeURIComponent(route.incidentId)}`;
    }
    case "articleEditor":
      return `/knowledge/${route.articleKey === null ? newArticle : encodeURIComponent(route.articleKey)}/${editTab}`;
    default:
      return `/${route.screen}`;
  }
}

function reviewPath({ reviewId, section }: { readonly reviewId: string; readonly section?: string }, tab = ""): string {
  return `/reviews/${encodeURIComponent(reviewId)}${tab}${section === undefined ? "" : `?section=${section}`}`;
}

function viewPath(view: QualityView | undefined): string {
  return view === undefined ? "" : `/${encodeURIComponent(`${view.metric}~${view.region ?? "*"}~${view.days}`)}`;
}
