import type { SavedView } from "../../domain/view/saved-view.ts";
import { demoUserId } from "./users.ts";

/** Views that the demo user saved, beside those that everybody has. The definitions are the screens' own; a part left out is the default's. */
export function demoViews(): readonly SavedView[] {
  const incidents = { turn: "open", severities: [], accounts: [], regions: [], mine: false, grouping: "none" };
  const rows: readonly (readonly [screen: SavedView["screen"], name: string, definition: SavedView["definition"]])[] = [
    [
      "accounts",
      "大促客户",
      { filter: { scenarios: ["commerce_live"] }, grouping: "none", sorts: [{ column: "share", descending: false }] },
    ],
    ["accounts", "尊享客户", { filter: { tiers: ["premium"] }, grouping: "scenario" }],
    ["accounts", "中东", { filter: { regions: ["me-central"] }, grouping: "none", sorts: [{ column: "peak", descending: true }] }],
    ["accounts", "流失风险", { filter: { tags: ["流失风险", "churn risk"] }, grouping: "none" }],
    ["incidents", "P0 与 P1，按区域", { ...incidents, severities: ["P0", "P1"], grouping: "region" }],
    ["incidents", "P2 按客户", { ...incidents, severities: ["P2"], grouping: "account" }],
  ];
  return rows.map(([screen, name, definition], i) => ({
    id: `view_demo_${i + 1}`,
    userId: demoUserId,
    screen,
    name,
    definition,
    order: i + 1,
  }));
}
