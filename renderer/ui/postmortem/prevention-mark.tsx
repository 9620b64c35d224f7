import type { ReactNode } from "react";
import type { PreventionState } from "../../../shared/domain/postmortem/prevention-items.ts";
import { type State, StateMark } from "../state-mark.tsx";
import { useText } from "../text.ts";

const shapes: Readonly<Record<PreventionState, State>> = { open: "watch", overdue: "risk", done: "good", dropped: "unknown" };
const words = {
  open: "prevention.open",
  overdue: "prevention.overdue",
  done: "prevention.doneState",
  dropped: "prevention.droppedState",
} as const satisfies Record<PreventionState, string>;

/** How far something is that was promised so that it does not happen again. `label` instead of the reader's words. */
export function PreventionMark({ state, label }: { readonly state: PreventionState; readonly label?: string }): ReactNode {
  const t = useText("postmortem");
  return <StateMark state={shapes[state]} label={label ?? t(words[state])} />;
}
