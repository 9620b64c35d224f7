import { useMemo, type ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { pointsChange } from "../../ui/health-text.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./accounts.module.css";
import { useAccountsStore } from "./accounts-store.ts";
import { gradeCounts, medianScore } from "./arrange-rows.ts";
import type { AccountList } from "./use-account-list.ts";

/** How the shown accounts are spread over the grades of health, their median, and how fresh the newest of their data is. A grade filters the list. */
export function DistributionBar({ list }: { readonly list: AccountList }): ReactNode {
  const t = useText("accounts");
  const domain = useText("domain");
  const formats = useFormats();
  const counts = useMemo(() => gradeCounts(list.shown), [list.shown]);
  const newestMs = useMemo(
    () =>
      list.shown.reduce<number | null>((newest, row) => (row.dataAsOfMs === null ? newest : Math.max(newest ?? 0, row.dataAsOfMs)), null),
    [list.shown],
  );
  const { setDraft } = useAccountsStore.getState();
  const { filter } = list.view;
  const middle = useMemo(() => medianScore(list.shown), [list.shown]);
  const toggle = (grade: (typeof counts)[number]["grade"]): void => {
    const only = filter.health.length === 1 && filter.health[0] === grade;
    setDraft({ ...list.view, filter: { ...filter, health: only ? [] : [grade] } });
  };
  return (
    <section className={styles.distribution} aria-label={t("distribution")}>
      <div className={styles.segments} aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ grade: state, count }) => (
            <span
              key={state}
              className={cx(styles.segment, styles[`fill${state}`], state === "unknown" && styles.unknown)}
              style={{ flexGrow: count }}
            />
          ))}
      </div>
      <ul className={styles.legend}>
        {counts.map(({ grade: state, count }) => (
          <li key={state}>
            <button
              type="button"
              className={styles.legendButton}
              aria-pressed={filter.health.includes(state)}
              onClick={() => toggle(state)}
            >
              <StateMark state={state} label={domain(`state.${state}`)} />
              <span className={cx(styles.legendCount, count === 0 && styles.zero)}>{formats.number(count)}</span>
            </button>
          </li>
        ))}
      </ul>
      <span className={styles.asOf}>
        {middle !== null && (
          <span className={styles.median}>
            {middle.changeMilli === null
              ? t("distribution.median", { score: formats.number(Math.floor(middle.nowMilli / 1000)) })
              : t("distribution.medianChange", {
                  score: formats.number(Math.floor(middle.nowMilli / 1000)),
                  change: pointsChange(middle.changeMilli, formats),
                })}
          </span>
        )}
        {newestMs === null
          ? t("distribution.none")
          : t("distribution.asOf", {
              time: formats.dateTime(newestMs, formats.zone, list.reader.nowMs),
              age: formats.age(Math.max(0, list.reader.nowMs - newestMs)),
            })}
      </span>
    </section>
  );
}
