import type { Route } from "./routes.ts";

export type RailScreen =
  | "today"
  | "accounts"
  | "portfolio"
  | "peaks"
  | "outreach"
  | "incidents"
  | "reviews"
  | "notices"
  | "knowledge"
  | "sync"
  | "settings";

/** Under which entry of the rail each place stands. */
export const railScreens: Readonly<Record<Route["screen"], RailScreen | null>> = {
  "first-run": null,
  today: "today",
  accounts: "accounts",
  account: "accounts",
  portfolio: "portfolio",
  peaks: "peaks",
  outreach: "outreach",
  round: "outreach",
  incidents: "incidents",
  incident: "incidents",
  postmortem: "incidents",
  statistics: "incidents",
  tasks: "today",
  renewals: "accounts",
  reviews: "reviews",
  review: "reviews",
  present: "reviews",
  notices: "notices",
  notice: "notices",
  knowledge: "knowledge",
  article: "knowledge",
  articleEditor: "knowledge",
  sync: "sync",
  settings: "settings",
};
