import type { ReactNode } from "react";
import type { ChecklistItem, ChecklistStep } from "../../../shared/domain/peak/checklist.ts";
import { Checkbox } from "../checkbox.tsx";
import { useText } from "../text.ts";
import styles from "./compose.module.css";

/** The peak's calendar of work: each step with its day; a tick is a task that is done. */
export function ChecklistPanel({
  items,
  done,
  onTick,
}: {
  readonly items: readonly ChecklistItem[];
  readonly done: ReadonlySet<ChecklistStep>;
  readonly onTick: (item: ChecklistItem, checked: boolean) => void;
}): ReactNode {
  const t = useText("outreach");
  return (
    <ul className={styles.steps}>
      {items.map((item) => {
        const isDone = done.has(item.step);
        const late = !isDone && item.state === "late";
        return (
          <li key={item.step}>
            <Checkbox label={t(`step.${item.step}`)} checked={isDone} onChange={(checked) => onTick(item, checked)} />
            <span className={late ? styles.warn : undefined}>
              {!isDone && item.state === "today" ? t("checklist.today") : item.day.slice(5)}
              {late && ` ${t("checklist.late")}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
