import type { ReactNode } from "react";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import type { IncidentSla } from "../../../data/queries/incident-sla.ts";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import { clockList, policyWords } from "../sla/sla-words.ts";
import type { FormName, FormValues } from "./form-values.ts";

export interface FormHintProps {
  readonly name: FormName;
  readonly values: FormValues;
  readonly last: IncidentEvent;
  readonly sla: IncidentSla;
  readonly customerZone: string | null;
}

/** What the policy says to it. */
export function FormHint({ name, values, last, sla, customerZone }: FormHintProps): ReactNode {
  const t = useText("incidentActions");
  const words = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const { ref, definition } = sla.policy;
  const policy = policyWords(ref, words);
  if (name === "update") {
    const dueMs = Date.parse(values.due);
    const theirs =
      customerZone === null || Number.isNaN(dueMs) ? [] : [t("promise.theirs", { time: formats.dateTime(dueMs, customerZone) })];
    return [t("update.hint"), ...theirs].join(" ");
  }
  if (name === "handOff") {
    const limit = definition.handOffLimit[last.severity];
    return limit === null
      ? t("handOff.limitless", { policy, severity: last.severity })
      : t("handOff.limit", { severity: last.severity, duration: formats.duration(limit.minutes * 60_000) });
  }
  if (name === "pause") {
    if (values.state === "resume") return t("pause.goOn");
    const clocks = definition.pausing.find((rule) => rule.state === values.state)?.clocks ?? [];
    return clocks.length === 0 ? t("pause.standNot", { policy }) : t("pause.stand", { policy, clocks: clockList(clocks, domain, formats) });
  }
  return null;
}
