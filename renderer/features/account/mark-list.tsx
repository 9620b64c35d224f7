import type { ReactNode } from "react";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import type { AccountUsage } from "../../data/queries/account-usage.ts";
import { useFormats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./account.module.css";

const shownMarks = 60;

interface Line {
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: string;
  readonly body: ReactNode;
}

/** The marks of the chart as rows, in the customer's zone: nothing is only a shape on an axis. */
export function MarkList({ usage }: { readonly usage: AccountUsage }): ReactNode {
  const t = useText("account");
  const formats = useFormats();
  const language = useLanguage();
  const lines: Line[] = [
    ...usage.marks.map((mark): Line => {
      if (mark.type === "event")
        return {
          key: mark.id,
          fromMs: mark.fromMs,
          toMs: mark.toMs,
          kind: t("mark.kind.event"),
          body: mark.upliftFactor === null ? mark.name : t("mark.event", { name: mark.name, factor: mark.upliftFactor }),
        };
      const body = (
        <>
          <SeverityBadge severity={mark.severity} />{" "}
          <Link route={{ screen: "incident", incidentId: mark.id }} quiet>
            {mark.number} {mark.title}
          </Link>
        </>
      );
      return { key: mark.id, fromMs: mark.fromMs, toMs: mark.toMs, kind: t("mark.kind.incident"), body };
    }),
    ...usage.holidays.map((holiday): Line => ({
      key: `${holiday.fromMs} ${holiday.name.en}`,
      fromMs: holiday.fromMs,
      toMs: holiday.toMs,
      kind: t("mark.kind.holiday"),
      body: language === "en" ? holiday.name.en : holiday.name.zh,
    })),
  ].toSorted((a, b) => a.fromMs - b.fromMs);
  const span = (line: Line): string => {
    const from = formats.day(line.fromMs, usage.timeZone);
    const to = formats.day(line.toMs - 1, usage.timeZone);
    return from === to ? from : joinDots([from, to]);
  };
  return (
    <section>
      <div className={styles.sectionHead}>
        <h2>{t("usage.marks")}</h2>
        <span className={styles.meta}>{lines.length}</span>
      </div>
      {lines.length === 0 && <p className={styles.none}>{t("usage.marks.none")}</p>}
      <ul className={styles.rows}>
        {lines.slice(0, shownMarks).map((line) => (
          <li key={line.key}>
            <span className={styles.side}>{span(line)}</span>
            <span className={styles.side}>{line.kind}</span>
            <span className={styles.main}>{line.body}</span>
          </li>
        ))}
      </ul>
      {lines.length > shownMarks && <p className={styles.none}>{t("usage.marks.more", { count: lines.length - shownMarks })}</p>}
    </section>
  );
}
