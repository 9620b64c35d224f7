import type { ReactNode } from "react";
import type { Postmortem } from "../../../shared/domain/postmortem/postmortem.ts";
import { type State, StateMark } from "../state-mark.tsx";
import { useText } from "../text.ts";

const shapes: Readonly<Record<Postmortem["state"], State>> = { draft: "watch", review: "watch", published: "good", withdrawn: "unknown" };

/** How far a postmortem is, as shape, word and colour. */
export function PostmortemMark({ state }: { readonly state: Postmortem["state"] }): ReactNode {
  const t = useText("postmortem");
  return <StateMark state={shapes[state]} label={t(`state.${state}`)} />;
}
