import type { ReactNode } from "react";
import { useMemo } from "react";
import type { Outreach } from "../../../shared/domain/outreach/outreach.ts";
import type { OutreachRow } from "../../data/queries/outreach-rows.ts";
import { useFormats } from "../../ui/formats.ts";
import { Elapsed } from "../../ui/live-time.tsx";
import { type State, StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useText } from "../../ui/text.ts";
import styles from "./outreach.module.css";

const marks: Readonly<Record<Outreach["state"], State>> = {
  draft: "unknown",
  queued: "watch",
  unsure: "critical",
  failed: "critical",
  sent: "watch",
  answered: "good",
  declined: "good",
  expired: "unknown",
  cancelled: "unknown",
};

export function MessageMark({ row }: { readonly row: OutreachRow }): ReactNode {
  const domain = useText("domain");
  return <StateMark state={row.due ? "risk" : marks[row.record.state]} label={domain(`outreachState.${row.record.state}`)} />;
}

/** Columns of the list; `narrow` = the inspector takes the room of those that it shows itself. */
export function useOutreachColumns(narrow: boolean): readonly Column<OutreachRow>[] {
  const t = useText("outreach");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo((): readonly Column<OutreachRow>[] => {
    const side: readonly Column<OutreachRow>[] = narrow
      ? []
      : [
          {
            id: "contact",
            header: t("col.contact"),
            width: 110,
            grow: 1,
            cell: (row) => <span className={styles.secondary}>{row.contactName ?? "—"}</span>,
            title: (row) => row.contactName ?? undefined,
          },
          {
            id: "way",
            header: t("col.way"),
            width: 76,
            cell: (row) => <span className={styles.secondary}>{domain(`channel.${row.record.channel}`)}</span>,
            title: (row) => row.record.via ?? undefined,
          },
        ];
    return [
      { id: "state", header: t("col.state"), width: 132, cell: (row) => <MessageMark row={row} /> },
      {
        id: "account",
        header: t("col.account"),
        width: 110,
        grow: 1,
        cell: (row) => <span className={styles.account}>{row.accountName}</span>,
        title: (row) => row.accountName,
      },
      {
        id: "subject",
        header: t("col.subject"),
        width: 180,
        grow: 3,
        cell: (row) => row.record.subject.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, "…"),
        title: (row) => row.record.subject,
      },
      ...side,
      {
        id: "peak",
        header: t("col.peak"),
        width: 96,
        align: "end",
        cell: (row) => (row.peakMs === null ? <span className={styles.secondary}>—</span> : formats.dateTime(row.peakMs, row.timeZone)),
        title: (row) => (row.peakMs === null ? undefined : formats.dateTime(row.peakMs)),
      },
      {
        id: "answer",
        header: t("col.answer"),
        width: 84,
        align: "end",
        cell: (row) =>
          row.due ? (
            <span className={styles.due}>{t("due.remind")}</span>
          ) : row.record.answeredPcu === null ? (
            <span className={styles.secondary}>—</span>
          ) : (
            formats.number(row.record.answeredPcu)
          ),
      },
      {
        id: "age",
        header: t("col.age"),
        headerTitle: t("col.age.title"),
        width: 52,
        align: "end",
        cell: (row) => (row.lastMs === null ? <span className={styles.secondary}>—</span> : <Elapsed sinceMs={row.lastMs} short />),
      },
    ];
  }, [t, domain, formats, narrow]);
}
