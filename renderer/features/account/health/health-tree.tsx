import { ChevronDown, ChevronRight } from "lucide-react";
import { Fragment, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { ComponentResult, HealthResult, HealthSource, RuleResult } from "../../../../shared/domain/health/health-result.ts";
import type { HealthComponentId, HealthRuleId } from "../../../../shared/domain/health/health-rules.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { exactPoints, measuredText, pointsChange, sliceText, targetText, wholePoints } from "../../../ui/health-text.ts";
import { useKeys } from "../../../ui/keys.ts";
import { StateShape } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { carrierName } from "../../../ui/carrier-name.ts";
import { HealthBar } from "./health-bar.tsx";
import styles from "./health.module.css";
import { countRows } from "./count-rows.ts";

/** What is asked for when somebody follows a figure to its rows. */
export interface RowsAsked {
  readonly rule: HealthRuleId;
  readonly sources: readonly HealthSource[];
}

interface HealthTreeProps {
  readonly result: HealthResult;
  /** Change of each component's part of the score in seven days; null = not known. */
  readonly changeOf: (component: HealthComponentId) => number | null;
  readonly totalChangeMilli: number | null;
  readonly onRows: (asked: RowsAsked) => void;
}

/**
 * Score → component → rule → rows. Arrow keys go through what can be opened, right and left open and close, Enter on the last line of a
 * component shows its rows. The component that costs most is open at first.
 */
export function HealthTree({ result, changeOf, totalChangeMilli, onRows }: HealthTreeProps): ReactNode {
  const t = useText("health");
  const formats = useFormats();
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState<ReadonlySet<HealthComponentId> | null>(null);
  const shown = open ?? new Set(worstComponent(result));
  const toggle = (id: HealthComponentId, to?: boolean): void => {
    const next = new Set(shown);
    if (to ?? !next.has(id)) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const stop = (selector: string): HTMLElement | null => table.current?.querySelector<HTMLElement>(selector) ?? null;
  useKeys([
    {
      keys: "h",
      label: t("key.component"),
      group: "screen",
      run: () => (stop("[aria-expanded=true]") ?? stop("tbody button"))?.focus(),
    },
  ]);
  const weights = result.components.reduce((sum, component) => sum + component.weight, 0);
  return (
    <table ref={table} className={styles.tree} aria-label={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("column.component")}</th>
          <th scope="col">{t("column.weight")}</th>
          <th scope="col">{t("column.score")}</th>
          <th scope="col">{t("column.change")}</th>
          <th scope="col">{t("column.data")}</th>
        </tr>
      </thead>
      <tbody>
        {result.components.map((component) => (
          <Fragment key={component.id}>
            <ComponentRow
              component={component}
              weightShare={weights === 0 ? 0 : component.weight / weights}
              changeMilli={changeOf(component.id)}
              atMs={result.atMs}
              open={shown.has(component.id)}
              onToggle={(to) => toggle(component.id, to)}
            />
            {shown.has(component.id) && <RuleRows component={component} onRows={onRows} />}
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("total")}</th>
          <td>100</td>
          <td>
            <span className={styles.points}>{result.scoreMilli === null ? t("unknown") : wholePoints(result.scoreMilli, formats)}</span>
          </td>
          <td className={cx(totalChangeMilli !== null && totalChangeMilli < 0 && styles.fall)}>
            {totalChangeMilli === null ? "—" : pointsChange(totalChangeMilli, formats)}
          </td>
          <td className={styles.faint}>—</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The component that takes most from the score. */
function worstComponent({ components }: HealthResult): readonly HealthComponentId[] {
  const lost = (component: ComponentResult): number => component.rules.reduce((sum, rule) => sum + rule.lostMilli, 0);
  const [worst] = components.filter((component) => lost(component) > 0).toSorted((a, b) => lost(b) - lost(a));
  return worst === undefined ? [] : [worst.id];
}

/** Up and down go through everything that can be opened. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [...(event.currentTarget.closest("table")?.querySelectorAll<HTMLElement>("tbody button") ?? [])];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

interface ComponentRowProps {
  readonly component: ComponentResult;
  readonly weightShare: number;
  readonly changeMilli: number | null;
  readonly atMs: number;
  readonly open: boolean;
  readonly onToggle: (to?: boolean) => void;
}

function ComponentRow({ component, weightShare, changeMilli, atMs, open, onToggle }: ComponentRowProps): ReactNode {
  const t = useText("health");
  const formats = useFormats();
  const { id, scoreMilli, grade, asOfMs } = component;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <tr className={cx(open && styles.open)}>
      <th scope="row" className={styles.name}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          onClick={() => onToggle()}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") onToggle(true);
            else if (event.key === "ArrowLeft") onToggle(false);
            else moveFocus(event);
          }}
        >
          <Chevron size={14} aria-hidden="true" />
          <StateShape state={grade} />
          <span className={styles.ellipsis}>{t(`component.${id}`)}</span>
        </button>
      </th>
      <td className={styles.secondary}>{formats.number(weightShare * 100)}</td>
      <td>
        {scoreMilli !== null && <HealthBar milli={scoreMilli} grade={grade} />}
        <span className={cx(styles.points, scoreMilli === null && styles.faint)}>
          {scoreMilli === null ? t("unknown") : wholePoints(scoreMilli, formats)}
        </span>
      </td>
      <td className={cx(changeMilli !== null && changeMilli <= -1_000 ? styles.fall : styles.secondary)}>
        {changeMilli === null ? "—" : pointsChange(changeMilli, formats)}
      </td>
      <td className={styles.faint} title={asOfMs === null ? undefined : formats.dateTime(asOfMs)}>
        {asOfMs === null ? "—" : formats.age(Math.max(0, atMs - asOfMs))}
      </td>
    </tr>
  );
}

function RuleRows({ component, onRows }: { readonly component: ComponentResult; readonly onRows: (asked: RowsAsked) => void }): ReactNode {
  const t = useText("health");
  return (
    <>
      <tr className={styles.nested}>
        <th scope="col" colSpan={2}>
          {t("column.rule")}
        </th>
        <th scope="col">{t("column.measured")}</th>
        <th scope="col">{t("column.target")}</th>
        <th scope="col">{t("column.points")}</th>
      </tr>
      {component.rules
        .toSorted((a, b) => b.lostMilli - a.lostMilli)
        .map((rule) => (
          <RuleRow key={rule.id} rule={rule} onRows={onRows} />
        ))}
    </>
  );
}

function RuleRow({ rule, onRows }: { readonly rule: RuleResult; readonly onRows: (asked: RowsAsked) => void }): ReactNode {
  const t = useText("health");
  const account = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const count = countRows(rule.sources);
  const slice = rule.slice === null ? null : sliceText(rule.slice, domain, (carrier) => carrierName(carrier, account));
  const details = joinDots([
    ...(slice === null ? [] : [t("rows.worst", { slice })]),
    ...(rule.n === null ? [] : [t("rows.n", { n: formats.number(rule.n) })]),
    ...(rule.estimated ? [t("estimated")] : []),
  ]);
  const name = t(`rule.${rule.id}`);
  return (
    <>
      <tr className={styles.nested}>
        <th scope="row" className={styles.name} colSpan={2}>
          <span className={styles.ellipsis} title={details === "" ? name : joinDots([name, details])}>
            {name}
          </span>
        </th>
        {rule.measured === null ? (
          <td colSpan={3} className={styles.faint}>
            {t("unknown")}
            {rule.missing !== null && `: ${t(`missing.${rule.missing}`)}`}
          </td>
        ) : (
          <>
            <td className={cx(rule.lostMilli >= 1_000 && styles.look)}>{measuredText(rule.id, rule.measured, t, formats)}</td>
            <td className={styles.secondary}>{rule.target === null ? "—" : targetText(rule.id, rule.target, t, formats)}</td>
            <td className={styles.loss}>{rule.lostMilli === 0 ? "0" : `−${exactPoints(rule.lostMilli, formats)}`}</td>
          </>
        )}
      </tr>
      {count > 0 && (
        <tr className={styles.nested}>
          <td colSpan={5}>
            <button
              type="button"
              className={styles.rowsButton}
              onKeyDown={moveFocus}
              onClick={() => onRows({ rule: rule.id, sources: rule.sources })}
            >
              {t("rows.see", { count })}
            </button>{" "}
            <span className={styles.faint}>{details}</span>
          </td>
        </tr>
      )}
    </>
  );
}
