import { LifeBuoy, MessageSquare, Pause, Play, SignalHigh, Square } from "lucide-react";
import type { ReactNode } from "react";
import { isOpen } from "../../../../shared/domain/incident/incident.ts";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import type { SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";
import { useFormats } from "../../../ui/formats.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./action-form.module.css";
import { FormButton } from "./form-button.tsx";
import type { Forms } from "./use-forms.ts";

export interface ActionBarProps {
  readonly reading: SlaReading;
  readonly state: IncidentEvent["state"];
  readonly forms: Forms;
}

/** Below the clocks: what runs out first, or why another policy judges than the contract's, and what can be done about it. */
export function ActionBar({ reading, state, forms }: ActionBarProps): ReactNode {
  const t = useText("incidentActions");
  const waits = state.startsWith("awaiting_");
  return (
    <div className={styles.bar}>
      <div className={styles.says}>
        <Says reading={reading} state={state} />
      </div>
      <FormButton name="message" forms={forms} icon={<MessageSquare size={14} aria-hidden="true" />} />
      <FormButton name="workaround" forms={forms} icon={<LifeBuoy size={14} aria-hidden="true" />} />
      <FormButton
        name="pause"
        forms={forms}
        label={t(waits ? "open.resume" : "open.pause")}
        icon={waits ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
      />
      <FormButton name="severity" forms={forms} icon={<SignalHigh size={14} aria-hidden="true" />} />
      <FormButton
        name="end"
        forms={forms}
        label={t(isOpen(state) ? "open.end" : state === "resolved" ? "end.close" : "open.reopen")}
        icon={<Square size={14} aria-hidden="true" />}
      />
    </div>
  );
}

function Says({ reading, state }: Pick<ActionBarProps, "reading" | "state">): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const { source, asked } = reading.policy;
  if (source === "builtin") {
    return <StateMark state="watch" label={asked === null ? t("policy.noContract") : t("policy.notHere", { asked })} />;
  }
  const { next } = reading;
  if (next !== null && next.dueMs !== null) {
    return t(next.dueMs <= reading.atMs ? "next.broken" : "next.runs", {
      clock: domain(`clock.${next.clock}`),
      time: formats.dateTime(next.dueMs),
    });
  }
  return t(isOpen(state) && reading.clocks.some((clock) => clock.state === "paused") ? "next.paused" : "next.none");
}
