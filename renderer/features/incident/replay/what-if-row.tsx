import type { ReactNode } from "react";
import { clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { Severity } from "../../../../shared/domain/incident/incident.ts";
import type { SlaInput, SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import { DifferenceList } from "../actions/clock-effect.tsx";
import { slaDifferences } from "../sla/sla-difference.ts";
import { policyWords } from "../sla/sla-words.ts";
import styles from "./replay.module.css";
import { isTarget, type ProposedTargets, shownTarget, targetKey } from "./what-if.ts";

/** Which policy is supposed: one of those that are here, with targets changed by hand. */
export interface Supposition {
  readonly policy: SlaInput["policy"];
  readonly proposed: ProposedTargets;
}

export interface WhatIfRowProps {
  readonly policies: readonly SlaInput["policy"][];
  readonly value: Supposition;
  readonly onChange: (next: Supposition) => void;
  readonly onClose: () => void;
  /** Severities that the incident has had. */
  readonly severities: readonly Severity[];
  /** At the playhead: by the policy that judges, and by the one supposed. */
  readonly reading: SlaReading;
  readonly supposed: SlaReading;
}

/** The same log under another policy, or under a contract that is only proposed: what would be different, clock by clock. */
export function WhatIfRow({ policies, value, onChange, onClose, severities, reading, supposed }: WhatIfRowProps): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const common = useText("common");
  const { definition } = value.policy;
  const differences = slaDifferences(reading, supposed);
  const idOf = ({ ref }: SlaInput["policy"]): string => `${ref.source} ${ref.name} ${String(ref.version)}`;
  return (
    <div className={styles.suppose} role="group" aria-label={t("whatIf.title")}>
      <div className={styles.supposeLine}>
        <strong>{t("whatIf.title")}</strong>
        <Select
          aria-label={t("whatIf.policy")}
          value={idOf(value.policy)}
          onChange={(id) => {
            const policy = policies.find((one) => idOf(one) === id);
            if (policy !== undefined) onChange({ policy, proposed: {} });
          }}
          options={policies.map((policy) => ({ id: idOf(policy), label: policyWords(policy.ref, t) }))}
        />
        <span>{t("whatIf.hint")}</span>
        <Button size="small" variant="ghost" keyHint="v" onClick={onClose}>
          {common("action.close")}
        </Button>
      </div>
      <div className={styles.targets}>
        <span>{t("whatIf.minutes")}</span>
        {clockKinds.map((clock) => (
          <span key={clock}>{domain(`clock.${clock}`)}</span>
        ))}
        {severities.map((severity) => (
          <Targets
            key={severity}
            severity={severity}
            shown={(clock) => shownTarget(definition, value.proposed, severity, clock)}
            onType={(clock, typed) => onChange({ ...value, proposed: { ...value.proposed, [targetKey(severity, clock)]: typed } })}
          />
        ))}
      </div>
      {differences.length === 0 ? <span>{t("whatIf.same")}</span> : <DifferenceList differences={differences} nowMs={reading.atMs} />}
    </div>
  );
}

interface TargetsProps {
  readonly severity: Severity;
  readonly shown: (clock: (typeof clockKinds)[number]) => string;
  readonly onType: (clock: (typeof clockKinds)[number], typed: string) => void;
}

function Targets({ severity, shown, onType }: TargetsProps): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  return (
    <>
      <span>{severity}</span>
      {clockKinds.map((clock) => (
        <TextField
          key={clock}
          inputMode="numeric"
          aria-label={t("whatIf.target", { severity, clock: domain(`clock.${clock}`) })}
          aria-invalid={!isTarget(shown(clock))}
          placeholder="—"
          value={shown(clock)}
          onChange={(typed) => onType(clock, typed)}
        />
      ))}
    </>
  );
}
