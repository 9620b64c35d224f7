import type { ReactNode } from "react";
import { severities } from "../../../../shared/domain/incident/incident.ts";
import { clockKinds } from "../../../../shared/domain/sla/clock-kinds.ts";
import type { SlaPolicyDefinition, SlaTarget } from "../../../../shared/domain/sla/sla-policy.ts";
import { useFormats } from "../../../ui/formats.ts";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { LadderTable } from "./ladder-table.tsx";
import { NumberInput } from "./number-input.tsx";
import { faultAt, type DraftFault } from "./policy-draft.ts";
import { faultText } from "./policy-words.ts";
import styles from "./sla-policies.module.css";

export interface PolicyFormProps {
  readonly definition: SlaPolicyDefinition;
  readonly faults: readonly DraftFault[];
  /** null = it can only be read. */
  readonly onChange: ((definition: SlaPolicyDefinition) => void) | null;
}

/** Targets, warning, limits of holding and ladder in fields. Calendars, pauses, responses and credits are in the text. */
export function PolicyForm({ definition, faults, onChange }: PolicyFormProps): ReactNode {
  const t = useText("slaPolicies");
  const change = (part: Partial<SlaPolicyDefinition>): void => onChange?.({ ...definition, ...part });
  return (
    <fieldset className={styles.form} disabled={onChange === null}>
      <TargetTable definition={definition} faults={faults} onChange={onChange} />
      <div className={styles.settings}>
        <Setting label={t("warningShare")} unit="%" fault={faultAt(faults, ["warningShare"])}>
          <NumberInput
            label={t("warningShare")}
            value={definition.warningShare}
            scale={100}
            onChange={(warningShare) => change({ warningShare })}
          />
        </Setting>
        <Setting label={t("onSeverityChange")} fault={null}>
          <Select
            aria-label={t("onSeverityChange")}
            value={definition.onSeverityChange}
            options={(["forward", "recompute", "reset"] as const).map((id) => ({ id, label: t(`onSeverityChange.${id}`) }))}
            onChange={(onSeverityChange) => change({ onSeverityChange })}
          />
        </Setting>
        <Setting label={t("onReopen")} fault={null}>
          <Select
            aria-label={t("onReopen")}
            value={definition.onReopen}
            options={(["continue", "reset"] as const).map((id) => ({ id, label: t(`onReopen.${id}`) }))}
            onChange={(onReopen) => change({ onReopen })}
          />
        </Setting>
        <Setting label={t("maxHandOffs")} fault={faultAt(faults, ["maxHandOffs"])}>
          <NumberInput
            label={t("maxHandOffs")}
            value={definition.maxHandOffs ?? Number.NaN}
            onChange={(maxHandOffs) => change({ maxHandOffs: Number.isNaN(maxHandOffs) ? null : maxHandOffs })}
          />
        </Setting>
      </div>
      <LadderTable ladder={definition.ladder} faults={faults} onChange={onChange === null ? null : (ladder) => change({ ladder })} />
      <Calendars definition={definition} />
    </fieldset>
  );
}

function Setting({
  label,
  unit,
  fault,
  children,
}: {
  readonly label: string;
  readonly unit?: string;
  readonly fault: DraftFault | null;
  readonly children: ReactNode;
}): ReactNode {
  const t = useText("slaPolicies");
  return (
    <div className={styles.setting}>
      <span className={styles.settingLabel}>{label}</span>
      <span>
        {children} {unit}
        {fault !== null && (
          <span className={styles.fault} role="alert">
            {faultText(fault, t)}
          </span>
        )}
      </span>
    </div>
  );
}

/** Minutes and calendar of each clock at each severity, and how long one of ours may hold it; empty = not promised, no limit. */
function TargetTable({ definition, faults, onChange }: PolicyFormProps): ReactNode {
  const t = useText("slaPolicies");
  const domain = useText("domain");
  const calendars = definition.calendars.map(({ key }) => key);
  return (
    <table className={styles.targets} aria-label={t("targets")}>
      <caption>{t("targets.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("severity")}</th>
          {clockKinds.map((clock) => (
            <th key={clock} scope="col">
              {domain(`clock.${clock}`)}
            </th>
          ))}
          <th scope="col">{t("handOffLimit")}</th>
        </tr>
      </thead>
      <tbody>
        {severities.map((severity) => (
          <tr key={severity}>
            <th scope="row">{severity}</th>
            {clockKinds.map((clock) => (
              <td key={clock}>
                <TargetCell
                  label={`${severity} ${domain(`clock.${clock}`)}`}
                  target={definition.targets[severity][clock]}
                  calendars={calendars}
                  fault={faultAt(faults, ["targets", severity, clock])}
                  onChange={(target) =>
                    onChange?.({
                      ...definition,
                      targets: { ...definition.targets, [severity]: { ...definition.targets[severity], [clock]: target } },
                    })
                  }
                />
              </td>
            ))}
            <td>
              <TargetCell
                label={`${severity} ${t("handOffLimit")}`}
                target={definition.handOffLimit[severity]}
                calendars={calendars}
                fault={faultAt(faults, ["handOffLimit", severity])}
                onChange={(target) => onChange?.({ ...definition, handOffLimit: { ...definition.handOffLimit, [severity]: target } })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TargetCellProps {
  readonly label: string;
  readonly target: SlaTarget | null;
  readonly calendars: readonly string[];
  readonly fault: DraftFault | null;
  readonly onChange: (target: SlaTarget | null) => void;
}

function TargetCell({ label, target, calendars, fault, onChange }: TargetCellProps): ReactNode {
  const t = useText("slaPolicies");
  const formats = useFormats();
  const calendar = target?.calendar ?? calendars[0] ?? "";
  const options = [...new Set([...calendars, calendar])].map((id) => ({ id, label: id }));
  return (
    <div className={styles.target}>
      <NumberInput
        label={label}
        value={target?.minutes ?? Number.NaN}
        invalid={fault !== null}
        onChange={(minutes) => onChange(Number.isNaN(minutes) ? null : { minutes, calendar })}
      />
      {target !== null && (
        <Select
          aria-label={t("calendar.of", { what: label })}
          value={calendar}
          options={options}
          onChange={(id) => onChange({ minutes: target.minutes, calendar: id })}
        />
      )}
      <span className={styles.secondary}>
        {target === null ? t("notPromised") : Number.isFinite(target.minutes) ? formats.duration(target.minutes * 60_000) : ""}
      </span>
      {fault !== null && (
        <span className={styles.fault} role="alert">
          {faultText(fault, t)}
        </span>
      )}
    </div>
  );
}

/** What the other parts are, told in short: they are changed in the text. */
function Calendars({ definition }: { readonly definition: SlaPolicyDefinition }): ReactNode {
  const t = useText("slaPolicies");
  const formats = useFormats();
  const { calendars, pausing, credits } = definition;
  return (
    <p className={styles.secondary}>
      {t("inText", {
        calendars: formats.list(calendars.map(({ key, timeZone, hours }) => `${key} (${hours === "always" ? t("always") : timeZone})`)),
        pauses: pausing.length,
        credits: credits.length,
      })}
    </p>
  );
}
