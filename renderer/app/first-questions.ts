import type { DataClient } from "../data/data-client.ts";
import type { QueryArgs, QueryName } from "../data/query-map.ts";
import type { Route } from "../ui/routes.ts";

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Asks what the screen of a place asks when it opens, so that the answers are here when it is drawn. A question that the screen does not ask
 * after all costs its answer and nothing else.
 */
export function watchFirst(client: DataClient, route: Route): void {
  switch (route.screen) {
    case "accounts":
      watchOnce(client, "accountRows", undefined);
      watchOnce(client, "savedViews", { screen: "accounts" });
      return;
    case "account":
      watchOnce(client, "accountHead", { accountId: route.accountId });
      return;
    case "peaks":
      watchOnce(client, "peakRadar", { regions: [], tiers: [], owners: [], levels: [] });
      return;
    case "incidents":
      watchOnce(client, "incidentRows", { scope: "open" });
      watchOnce(client, "savedViews", { screen: "incidents" });
      return;
    case "incident":
      watchOnce(client, "incidentDetail", { incidentId: route.incidentId });
      return;
    case "postmortem":
      watchOnce(client, "postmortemWork", { incidentId: route.incidentId });
      return;
    case "review":
    case "present":
      watchOnce(client, "reviewWork", { reviewId: route.reviewId });
      return;
    case "notices":
      watchOnce(client, "noticeList", undefined);
      return;
    case "notice":
      watchOnce(client, "noticeDetail", { noticeId: route.noticeId });
      return;
    case "knowledge":
      watchOnce(client, "articleList", undefined);
      return;
    case "article":
      watchOnce(client, "articleDetail", { articleKey: route.articleKey, incidentId: route.incidentId ?? null });
      return;
    case "today":
      watchOnce(client, "todayItems", { scope: "mine", timeZone });
      watchOnce(client, "dayStrip", { scope: "mine", timeZone });
      return;
    case "portfolio":
      watchOnce(client, "portfolio", undefined);
      return;
    case "articleEditor":
    case "first-run":
    case "outreach":
    case "round":
    case "statistics":
    case "reviews":
    case "renewals":
    case "tasks":
    case "sync":
    case "settings":
  }
}

/** What the client keeps of a watch that has ended: whoever asks the same has it at once. */
function watchOnce<N extends QueryName>(client: DataClient, name: N, args: QueryArgs<N>): void {
  const stop = client.watch(
    name,
    args,
    () => queueMicrotask(() => stop()),
    () => undefined,
  );
}
