import type { ReactNode } from "react";
import type { PeakDeadline } from "../../../shared/domain/peak/radar.ts";
import { useText } from "../text.ts";
import styles from "./peak-marks.module.css";

/** The last day on which asking still helps: a day, or the word that it is today or has passed. */
export function AskBy({ deadline }: { readonly deadline: PeakDeadline }): ReactNode {
  const t = useText("peaks");
  switch (deadline.state) {
    case "ahead":
      return <span className={styles.day}>{deadline.askByDay.slice(5)}</span>;
    case "today":
      return <span className={styles.today}>{t("askBy.today")}</span>;
    case "passed":
      return <span className={styles.passed}>{t("askBy.passed")}</span>;
  }
}
