import { ChevronDown, ChevronRight, RotateCcw, SlidersHorizontal } from "lucide-react";
import { Fragment, useState, type ReactNode } from "react";
import type { ModelFault } from "../../../../shared/domain/health/check-health-model.ts";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import { healthComponents, rulesOf, type HealthComponentId, type HealthRuleId } from "../../../../shared/domain/health/health-rules.ts";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { useText } from "../../../ui/text.ts";
import { type EditedScope, faultAt, pathIn, ruleIn, typedScale, weightIn, withRule, withWeight } from "./draft-edits.ts";
import styles from "./health-model.module.css";
import { faultText, unitText } from "./model-words.ts";
import { NumberField } from "./number-field.tsx";
import { RuleEditor } from "./rule-editor.tsx";

interface ComponentTableProps {
  readonly definition: HealthModelDefinition;
  readonly scope: EditedScope;
  readonly faults: readonly ModelFault[];
  /** null = it can only be read. */
  readonly onChange: ((definition: HealthModelDefinition) => void) | null;
}

/** Weights of the components, and of each component's rules with their targets; a rule opens to its limit and curve. */
export function ComponentTable({ definition, scope, faults, onChange }: ComponentTableProps): ReactNode {
  const t = useText("healthModel");
  const health = useText("health");
  const domain = useText("domain");
  const formats = useFormats();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setOpen((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  const sum = healthComponents.reduce((total, id) => total + weightIn(definition, scope, id).value, 0);
  const faultOf = (path: readonly (string | number)[]): string | null => {
    const fault = faultAt(faults, path);
    return fault === null ? null : faultText(fault, { model: t, domain });
  };
  const componentRow = (id: HealthComponentId): ReactNode => {
    const { value, own } = weightIn(definition, scope, id);
    const name = health(`component.${id}`);
    const isOpen = open.has(id);
    return (
      <tr className={styles.component}>
        <th scope="row">
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-label={t("expand", { part: name })}
            onClick={() => toggle(id)}
          >
            {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
            {name}
          </button>
        </th>
        <td>
          <NumberField
            label={t("weight.of", { part: name })}
            value={value}
            inherited={scope !== null && !own}
            error={faultOf(pathIn(scope, "weights", id)) ?? faultOf(["rules", id])}
            onChange={onChange === null ? null : (weight) => onChange(withWeight(definition, scope, id, weight))}
          />
        </td>
        <td className={styles.share} colSpan={2}>
          {sum > 0 ? formats.percent(value / sum, 0) : "—"}
        </td>
        <td>
          {own && onChange !== null && (
            <IconButton
              size="small"
              icon={<RotateCcw size={14} />}
              label={t("reset", { part: name })}
              onClick={() => onChange(withWeight(definition, scope, id, null))}
            />
          )}
        </td>
      </tr>
    );
  };
  const ruleRows = (component: HealthComponentId, id: HealthRuleId): ReactNode => {
    const { value: setting, own } = ruleIn(definition, scope, id);
    const rulesSum = rulesOf[component].reduce((total, rule) => total + ruleIn(definition, scope, rule).value.weight, 0);
    const name = health(`rule.${id}`);
    const path = pathIn(scope, "rules", id);
    const unit = unitText(id, t);
    const isOpen = open.has(id);
    const change = onChange === null ? null : (next: typeof setting) => onChange(withRule(definition, scope, id, next));
    const inherited = scope !== null && !own;
    return (
      <Fragment key={id}>
        <tr className={styles.nested}>
          <th scope="row">{name}</th>
          <td>
            <NumberField
              label={t("weight.of", { part: name })}
              value={setting.weight}
              inherited={inherited}
              error={faultOf([...path, "weight"])}
              onChange={change === null ? null : (weight) => change({ ...setting, weight })}
            />
          </td>
          <td className={styles.share}>{rulesSum > 0 ? formats.percent(setting.weight / rulesSum, 0) : "—"}</td>
          <td>
            {setting.target !== null && (
              <NumberField
                label={t("target.of", { part: name })}
                value={setting.target}
                scale={typedScale(id)}
                {...(unit === undefined ? {} : { unit })}
                inherited={inherited}
                error={faultOf([...path, "target"])}
                onChange={change === null ? null : (target) => change({ ...setting, target })}
              />
            )}
          </td>
          <td>
            <span className={styles.rowActions}>
              <IconButton
                size="small"
                icon={<SlidersHorizontal size={14} />}
                label={t("edit", { part: name })}
                aria-expanded={isOpen}
                onClick={() => toggle(id)}
              />
              {own && onChange !== null && (
                <IconButton
                  size="small"
                  icon={<RotateCcw size={14} />}
                  label={t("reset", { part: name })}
                  onClick={() => onChange(withRule(definition, scope, id, null))}
                />
              )}
            </span>
          </td>
        </tr>
        {isOpen && (
          <tr>
            <td colSpan={5} className={cx(styles.editorCell)}>
              <RuleEditor rule={id} setting={setting} path={path} faults={faults} onChange={change} />
            </td>
          </tr>
        )}
      </Fragment>
    );
  };
  const sumFault = faults.find(({ code }) => code === "weights_sum_zero");
  return (
    <>
      <table className={styles.table} aria-label={t("column.part")}>
        <thead>
          <tr>
            <th scope="col">{t("column.part")}</th>
            <th scope="col">{t("column.weight")}</th>
            <th scope="col">{t("column.share")}</th>
            <th scope="col">{t("column.target")}</th>
            <th scope="col">{t("column.more")}</th>
          </tr>
        </thead>
        <tbody>
          {healthComponents.map((id) => (
            <Fragment key={id}>
              {componentRow(id)}
              {open.has(id) && rulesOf[id].map((rule) => ruleRows(id, rule))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {sumFault !== undefined && (
        <p className={styles.fault} role="alert">
          {faultText(sumFault, { model: t, domain })}
        </p>
      )}
    </>
  );
}
