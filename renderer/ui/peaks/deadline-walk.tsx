import type { ReactNode } from "react";
import { dayStartMs } from "../../../shared/domain/calendar/day.ts";
import type { DeadlineDay, DecisionDeadline } from "../../../shared/domain/peak/decision-deadline.ts";
import { cx } from "../cx.ts";
import { useFormats } from "../formats.ts";
import { useLanguage, useText } from "../text.ts";
import styles from "./deadline-walk.module.css";

interface DeadlineWalkProps {
  readonly deadline: DecisionDeadline;
  /** Zone of the region, in which the cut-off hour is told. */
  readonly timeZone: string;
}

/** Why the last day to ask is that day: every day from the peak back to it, working days counted, others passed over with their reason. */
export function DeadlineWalk({ deadline, timeZone }: DeadlineWalkProps): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const language = useLanguage();
  const words = (day: DeadlineDay): string => {
    switch (day.role) {
      case "peak":
        return t("walk.peak");
      case "ask":
        return t("walk.ask", { time: formats.time(deadline.askByMs, timeZone) });
      case "stand":
      case "notice":
      case "skipped": {
        const name = day.name === null ? null : language === "en" ? day.name.en : day.name.zh;
        const why = name ?? t(day.kind === "weekend" ? "walk.weekend" : day.kind === "makeup_workday" ? "walk.makeup" : "walk.off");
        if (day.role === "stand" && day.noticeDay !== null) return t("walk.standNotice", { number: day.noticeDay });
        if (day.noticeDay === null) return day.role === "stand" ? t("walk.stand", { why }) : why;
        return day.kind === "makeup_workday"
          ? t("walk.noticeMakeup", { number: day.noticeDay })
          : t("walk.notice", { number: day.noticeDay });
      }
    }
  };
  return (
    <ol className={styles.walk}>
      {deadline.walk.toReversed().map((day) => (
        <li key={day.day} className={cx(styles.day, styles[day.role], day.noticeDay !== null && styles.notice)}>
          <span className={styles.bar} aria-hidden="true" />
          <time dateTime={day.day}>{day.day.slice(5)}</time>
          <span className={styles.weekday}>{formats.weekday(dayStartMs(day.day), "UTC")}</span>
          <span>
            {words(day)}
            {day.provisional && <span className={styles.provisional}> {t("walk.provisional")}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
