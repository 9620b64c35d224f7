import { useCallback } from "react";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { useNavigate } from "../../ui/navigation.ts";
import type { Route } from "../../ui/routes.ts";

/** Where an item's one next step leads; null = the step is done here. */
function stepRoute({ action: { target } }: TodayItem): Route | null {
  switch (target.to) {
    case "incident":
      return { screen: "incident", incidentId: target.incidentId };
    case "postmortem":
      return { screen: "postmortem", incidentId: target.incidentId };
    case "reviews":
      return { screen: "reviews" };
    case "review":
      return { screen: "review", reviewId: target.reviewId };
    case "account":
      return { screen: "account", accountId: target.accountId, tab: target.tab };
    case "outreach":
      return { screen: "outreach", outreachId: target.outreachId };
    case "peak":
      return { screen: "peaks", peakId: target.peakId };
    case "note":
      return { screen: "account", accountId: target.accountId, tab: "timeline" };
    case "notices":
      return { screen: "notices" };
    case "sync":
      return { screen: "sync" };
    case "task":
      return null;
  }
}

/** What an item is about: of an incident the incident, even where the step is to write to the customer; of a task its customer. */
function subjectRoute(item: TodayItem): Route | null {
  const [record] = item.records;
  if (item.kind === "incident" && record?.kind === "incident") return { screen: "incident", incidentId: record.id };
  return stepRoute(item) ?? (item.accountId === null ? null : { screen: "account", accountId: item.accountId, tab: "overview" });
}

export interface TodaySteps {
  /** Takes the one next step: goes where it leads, or completes the task. */
  readonly act: (item: TodayRow) => void;
  /** Opens what the item is about, and does nothing to it. */
  readonly open: (item: TodayRow) => void;
}

export function useTodaySteps(complete: (item: TodayRow) => void): TodaySteps {
  const navigate = useNavigate();
  const act = useCallback(
    (item: TodayRow) => {
      const route = stepRoute(item);
      if (route === null) complete(item);
      else navigate(route);
    },
    [navigate, complete],
  );
  const open = useCallback(
    (item: TodayRow) => {
      const route = subjectRoute(item);
      if (route !== null) navigate(route);
    },
    [navigate],
  );
  return { act, open };
}
