import type { TaskOrigin } from "../../../shared/domain/task/task-origin.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { Route } from "../routes.ts";

/** Where a task comes from, in a word or by its name. */
export function originWords(origin: TaskOrigin, t: Text<"plans">, language: string): string {
  switch (origin.from) {
    case "playbook":
      return language.startsWith("zh") ? origin.name.zh : origin.name.en;
    case "postmortem":
    case "incident":
      return `${t(`origin.${origin.from}`)} ${origin.number}`;
    default:
      return t(`origin.${origin.from}`);
  }
}

/** The way to where a task comes from; null = it comes from nobody else. */
export function originRoute(origin: TaskOrigin, accountId: string | null): Route | null {
  switch (origin.from) {
    case "playbook":
      return accountId === null ? null : { screen: "account", accountId, tab: "plan" };
    case "handover":
      return accountId === null ? null : { screen: "account", accountId, tab: "handover" };
    case "peak":
      return { screen: "peaks", peakId: origin.peakId };
    case "postmortem":
      return { screen: "postmortem", incidentId: origin.incidentId };
    case "incident":
      return { screen: "incident", incidentId: origin.incidentId };
    case "review":
      return { screen: "review", reviewId: origin.reviewId };
    case "hand":
      return null;
    default:
      return assertNever(origin);
  }
}
