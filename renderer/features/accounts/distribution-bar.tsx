import { useMemo, type ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./accounts.module.css";
import { useAccountsStore } from "./accounts-store.ts";
import { stateCounts } from "./arrange-rows.ts";
import type { AccountList } from "./use-account-list.ts";

/** How the shown accounts are spread over the states of headroom, and how fresh the newest of their data is. A state filters the list. */
export function DistributionBar({ list }: { readonly list: AccountList }): ReactNode {
  const t = useText("accounts");
  const domain = useText("domain");
  const formats = useFormats();
  const counts = useMemo(() => stateCounts(list.shown), [list.shown]);
  const newestMs = useMemo(
    () =>
      list.shown.reduce<number | null>((newest, row) => (row.dataAsOfMs === null ? newest : Math.max(newest ?? 0, row.dataAsOfMs)), null),
    [list.shown],
  );
  const { setDraft } = useAccountsStore.getState();
  const { filter } = list.view;
  const toggle = (state: (typeof counts)[number]["state"]): void => {
    const only = filter.states.length === 1 && filter.states[0] === state;
    setDraft({ ...list.view, filter: { ...filter, states: only ? [] : [state] } });
  };
  return (
    <section className={styles.distribution} aria-label={t("distribution")}>
      <div className={styles.segments} aria-hidden="true">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ state, count }) => (
            <span
              key={state}
              className={cx(styles.segment, styles[`fill${state}`], state === "unknown" && styles.unknown)}
              style={{ flexGrow: count }}
            />
          ))}
      </div>
      <ul className={styles.legend}>
        {counts.map(({ state, count }) => (
          <li key={state}>
            <button
              type="button"
              className={styles.legendButton}
              aria-pressed={filter.states.includes(state)}
              onClick={() => toggle(state)}
            >
              <StateMark state={state} label={domain(`state.${state}`)} />
              <span className={cx(styles.legendCount, count === 0 && styles.zero)}>{formats.number(count)}</span>
            </button>
          </li>
        ))}
      </ul>
      <span className={styles.asOf}>
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
