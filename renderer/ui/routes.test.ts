import { expect, it } from "vitest";
import type { Route } from "./routes.ts";
import { parseRoute, routePath } from "./routes.ts";

const places: readonly Route[] = [
  { screen: "first-run" },
  { screen: "today" },
  { screen: "accounts" },
  { screen: "account", accountId: "acc:1.x", tab: "usage" },
  { screen: "account", accountId: "acc_1", tab: "peaks" },
  { screen: "peaks" },
  { screen: "peaks", peakId: "acc_1.cn-east.2026-12-12" },
  { screen: "incidents" },
  { screen: "statistics" },
  { screen: "incident", incidentId: "INC0000045" },
  { screen: "postmortem", incidentId: "INC0000045" },
  { screen: "notices" },
  { screen: "notice", noticeId: "ntc_1" },
  { screen: "knowledge" },
  { screen: "article", articleKey: "token-expiry" },
  { screen: "article", articleKey: "token-expiry", incidentId: "inc_1" },
  { screen: "articleEditor", articleKey: "token-expiry" },
  { screen: "articleEditor", articleKey: null },
  { screen: "reviews" },
  { screen: "review", reviewId: "rev_1_2026-q3" },
  { screen: "review", reviewId: "rev_1_2026-q3", section: "quality_region" },
  { screen: "present", reviewId: "let_1_2026-09", section: "free-a1" },
  { screen: "sync" },
  { screen: "settings" },
  {
    screen: "account",
    accountId: "acc_1",
    tab: "quality",
    view: { metric: "video_freeze_600_rate", region: "cn-south", days: "14" },
  },
  { screen: "account", accountId: "acc_1", tab: "quality", view: { metric: "join_success_rate", region: null, days: "7" } },
];

it.each(places)("reads back the path that it wrote: $screen", (route) => {
  expect(parseRoute(routePath(route))).toEqual(route);
});

it("opens an account on its overview, and takes the singular of deep links", () => {
  expect(parseRoute("/account/acc_1")).toEqual({ screen: "account", accountId: "acc_1", tab: "overview" });
  expect(parseRoute("/peak/acc_1.cn-east.2026-12-12")).toEqual({ screen: "peaks", peakId: "acc_1.cn-east.2026-12-12" });
  expect(parseRoute("/review/rev_1?section=..")).toEqual({ screen: "review", reviewId: "rev_1" });
  expect(parseRoute("/incident/inc_1")).toEqual({ screen: "incident", incidentId: "inc_1" });
});

it.each([
  "",
  "/",
  "/nowhere",
  "/accounts/acc_1/plans",
  "/accounts/..%2F..",
  "/accounts/%",
  "/accounts/a b",
  "/incidents/i/extra",
  "/today/x",
  "/reviews/rev_1/print",
  "/reviews/rev_1/present/x",
  "/accounts/acc_1/usage/join_success_rate~*~7",
  "/accounts/acc_1/quality/pcu~*~7",
  "/accounts/acc_1/quality/join_success_rate~*~365",
  "/accounts/acc_1/quality/join_success_rate~..~7",
])("knows no place %j", (path) => {
  expect(parseRoute(path)).toBeNull();
});
