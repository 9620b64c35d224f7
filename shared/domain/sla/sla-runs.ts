import { incidentHistory } from "../incident/incident-history.ts";
import { type ClockKind, clockKinds } from "./clock-kinds.ts";
import { type ClockStory, cyclesOf } from "./clock-cycles.ts";
import { runsOf } from "./clock-runs.ts";
import { responsesOf } from "./effective-response.ts";
import { phasesOf } from "./phases.ts";
import type { NumberedRun } from "./read-clock.ts";
import type { SlaInput } from "./sla-reading.ts";

/** What a log says up to an instant; null = nothing by then. */
export function storyOf({ events, policy }: SlaInput, atMs: number): ClockStory | null {
  const history = incidentHistory(events.filter(({ at }) => Date.parse(at) <= atMs));
  if (history === null) return null;
  return { history, phases: phasesOf(history), responses: responsesOf(history.events, policy.definition.effectiveResponse) };
}

/** Every run of every clock, in the order of the clocks, then of the log. */
export function clockRuns(
  story: ClockStory,
  { policy, workCalendarOf }: Pick<SlaInput, "policy" | "workCalendarOf">,
): readonly NumberedRun[] {
  const numbered = (clock: ClockKind): readonly NumberedRun[] => {
    const context = { clock, phases: story.phases, policy: policy.definition, workCalendarOf };
    const runs = cyclesOf(clock, story, policy.definition).flatMap((cycle) => runsOf(cycle, context));
    return runs.map((run, cycle) => ({ ...run, cycle }));
  };
  return clockKinds.flatMap(numbered);
}
