import type { ReactNode } from "react";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { laneOf } from "./lane-of.ts";
import { useTodayStore } from "./today-store.ts";
import styles from "./today.module.css";

/** What is not on the list: how many are set aside and when the next is back, how many colleagues have; each leads to them. */
export function LanesLine({ items }: { readonly items: readonly TodayRow[] }): ReactNode {
  const t = useText("today");
  const formats = useFormats();
  const lane = useTodayStore((state) => state.lane);
  const { setLane } = useTodayStore.getState();
  const aside = items.filter((item) => laneOf(item) === "aside");
  const delegated = items.filter((item) => laneOf(item) === "delegated");
  const [next] = aside.flatMap(({ rest }) => (rest?.type === "resting" ? (rest.untilMs ?? []) : [])).toSorted((a, b) => a - b);
  const names = [...new Set(delegated.flatMap(({ delegate }) => delegate ?? []))];
  return (
    <section className={styles.lanes} aria-label={t("lanes")}>
      {aside.length === 0 && delegated.length === 0 && lane === "list" && <span>{t("lane.none")}</span>}
      {lane !== "list" && (
        <Button size="small" keyHint="v" onClick={() => setLane("list")}>
          {t("lane.back")}
        </Button>
      )}
      {aside.length > 0 && (
        <span>
          <Button size="small" variant="ghost" pressed={lane === "aside"} onClick={() => setLane("aside")}>
            {t("lane.aside", { count: aside.length })}
          </Button>
          {next === undefined ? t("lane.aside.change") : t("lane.aside.next", { time: formats.dateTime(next) })}
        </span>
      )}
      {delegated.length > 0 && (
        <span>
          <Button size="small" variant="ghost" pressed={lane === "delegated"} onClick={() => setLane("delegated")}>
            {t("lane.delegated", { count: delegated.length })}
          </Button>
          {t("lane.delegated.to", { names: formats.list(names) })}
        </span>
      )}
    </section>
  );
}
