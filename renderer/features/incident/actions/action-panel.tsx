import type { ReactNode } from "react";
import { useMemo } from "react";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import type { IncidentHistory } from "../../../../shared/domain/incident/incident-history.ts";
import type { IncidentSeen } from "../../../data/incident-edits.ts";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import type { IncidentSla } from "../../../data/queries/incident-sla.ts";
import type { LiveSla } from "../sla/use-live-sla.ts";
import { isEffective } from "../timeline-marks.ts";
import { ActionForm } from "./action-form.tsx";
import type { Forms } from "./use-forms.ts";
import { useIncidentAct } from "./use-incident-act.ts";

export interface ActionPanelProps {
  readonly detail: IncidentDetail;
  readonly history: IncidentHistory;
  readonly sla: IncidentSla;
  readonly live: LiveSla;
  readonly forms: Forms;
  /** The entry under the playhead, which a mark would be on. */
  readonly chosen: IncidentEvent | undefined;
}

/** The form that is open, with what its action would do to the clocks. */
export function ActionPanel({ detail, history, sla, live, forms, chosen }: ActionPanelProps): ReactNode {
  const { incident } = detail;
  const { events } = history;
  const seen = useMemo<IncidentSeen>(() => ({ incident, events }), [incident, events]);
  const act = useIncidentAct(seen);
  const last = events.at(-1);
  if (forms.open === null || last === undefined) return null;
  const { open } = forms;
  const marked =
    chosen === undefined || !canBeMarked(chosen) ? null : { event: chosen, effective: isEffective(live.reading.responses, chosen.id) };
  return (
    <ActionForm
      key={open === "mark" ? `${open} ${marked?.event.id ?? ""}` : open}
      name={open}
      seen={seen}
      last={last}
      marked={marked}
      act={act}
      onClose={forms.close}
      input={live.input}
      sla={sla}
      customerZone={detail.account?.timeZone ?? null}
    />
  );
}

/** An answer is what somebody of ours wrote. */
function canBeMarked({ type, actor }: IncidentEvent): boolean {
  return actor !== null && type !== "opened" && type !== "customer_message" && type !== "response_marked" && type !== "escalated";
}
