import type { AccountSuggestion, EventSuggestion } from "../../../shared/domain/peak/suggest-events.ts";
import { knownUsage } from "../../../shared/domain/peak/usage-of-region.ts";
import { outlookRows } from "../outlook-rows.ts";
import { defineQuery } from "../query.ts";

/** Hours of an account's past that stand out and have no name, newest first: each is a planned event that nobody entered. null = the account is not here. */
export const eventSuggestions = defineQuery<{ readonly accountId: string }, readonly AccountSuggestion[] | null>({
  dependsOn: ["account", "plannedEvent", "incident", "calendarEntry", "metrics"],
  run: async (store, { accountId }, nowMs) => {
    const rows = outlookRows(store, accountId);
    if (rows === null) return null;
    // The calendars of the world weigh more than a megabyte: they are loaded when they are first needed, not at the start.
    const [{ regionInput }, { joinSuggestions, suggestEvents }] = await Promise.all([
      import("../../../shared/domain/peak/outlook-input.ts"),
      import("../../../shared/domain/peak/suggest-events.ts"),
    ]);
    const usage = await store.series(accountId, "usage");
    const regions = new Set(usage.filter((one) => one.metric === "pcu" && one.carrier === null).map((one) => one.region));
    const found: { region: string; suggestion: EventSuggestion }[] = [];
    for (const region of [...regions].sort()) {
      const known = knownUsage(usage, region, nowMs);
      if (known === null) continue;
      const steps = regionInput(rows, region, known, [], nowMs);
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      found.push(...suggestEvents(step.value.forecast).map((suggestion) => ({ region, suggestion })));
    }
    return joinSuggestions(found);
  },
});
