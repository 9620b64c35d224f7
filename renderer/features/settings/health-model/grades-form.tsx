import { useId, type ReactNode } from "react";
import type { ModelFault } from "../../../../shared/domain/health/check-health-model.ts";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { faultAt } from "./draft-edits.ts";
import styles from "./health-model.module.css";
import { faultText } from "./model-words.ts";
import { NumberField } from "./number-field.tsx";

interface GradesFormProps {
  readonly definition: HealthModelDefinition;
  readonly faults: readonly ModelFault[];
  readonly onChange: ((definition: HealthModelDefinition) => void) | null;
}

/** Where the grades begin, how much must be known, and how much more weight lies on what is broken. Of all accounts. */
export function GradesForm({ definition, faults, onChange }: GradesFormProps): ReactNode {
  const t = useText("healthModel");
  const domain = useText("domain");
  const id = useId();
  const { grades } = definition;
  const faultOf = (...path: readonly string[]): string | null => {
    const fault = faultAt(faults, path);
    return fault === null ? null : faultText(fault, { model: t, domain });
  };
  const order = faults.find(({ code }) => code === "grades_out_of_order");
  return (
    <div className={styles.grades}>
      {(["good", "watch", "risk"] as const).map((grade) => (
        <div key={grade} className={styles.setting}>
          <label htmlFor={`${id}-${grade}`}>
            <StateMark state={grade} label={t("grades.from", { grade: domain(`state.${grade}`) })} />
          </label>
          <NumberField
            id={`${id}-${grade}`}
            label={t("grades.from", { grade: domain(`state.${grade}`) })}
            value={grades[grade]}
            unit={t("unit.points")}
            error={faultOf("grades", grade)}
            onChange={onChange === null ? null : (value) => onChange({ ...definition, grades: { ...grades, [grade]: value } })}
          />
        </div>
      ))}
      <p className={styles.secondary}>
        <StateMark state="critical" label={t("grades.below", { grade: domain("state.critical") })} />
      </p>
      {order !== undefined && (
        <p className={styles.fault} role="alert">
          {faultText(order, { model: t, domain })}
        </p>
      )}
      <div className={styles.setting}>
        <label htmlFor={`${id}-known`}>{t("minKnownShare")}</label>
        <NumberField
          id={`${id}-known`}
          label={t("minKnownShare")}
          value={definition.minKnownShare}
          scale={100}
          unit={t("unit.percent")}
          error={faultOf("minKnownShare")}
          onChange={onChange === null ? null : (minKnownShare) => onChange({ ...definition, minKnownShare })}
        />
      </div>
      <div className={styles.setting}>
        <label htmlFor={`${id}-emphasis`}>{t("emphasis")}</label>
        <NumberField
          id={`${id}-emphasis`}
          label={t("emphasis")}
          value={definition.emphasis}
          error={faultOf("emphasis")}
          onChange={onChange === null ? null : (emphasis) => onChange({ ...definition, emphasis })}
        />
        <span className={styles.secondary}>{t("emphasis.hint")}</span>
      </div>
    </div>
  );
}
