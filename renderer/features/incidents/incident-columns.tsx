import type { ReactNode } from "react";
import { useMemo } from "react";
import { responseMark } from "../../../shared/domain/incident/first-response.ts";
import { regionShort } from "../../../shared/domain/regions.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { holderWords } from "../../ui/incident-words.ts";
import { Elapsed, TimeLeft } from "../../ui/live-time.tsx";
import { useNow } from "../../ui/now.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useText } from "../../ui/text.ts";
import { TurnMark } from "../../ui/turn-mark.tsx";
import styles from "./incidents.module.css";

export interface ColumnChoice {
  /** Only what has ended is shown: then how long ago and how long it took stand for what is still running. */
  readonly ended: boolean;
  /** The inspector is open and takes the room of columns that it shows itself. */
  readonly narrow: boolean;
}

/** Columns of the list. Ages tick in their own cells, so that a minute does not draw the rows again. */
export function useIncidentColumns({ ended, narrow }: ColumnChoice): readonly Column<IncidentRow>[] {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo((): readonly Column<IncidentRow>[] => {
    const age = { width: 52, align: "end" } as const;
    const what: readonly Column<IncidentRow>[] = [
      {
        id: "severity",
        header: t("col.severity"),
        headerTitle: t("col.severity.title"),
        width: 34,
        cell: (row) => <SeverityBadge severity={row.severity} />,
      },
      { id: "number", header: t("col.number"), width: 86, cell: (row) => <span className={styles.number}>{row.number}</span> },
      {
        id: "account",
        header: t("col.account"),
        width: 96,
        grow: 1,
        cell: (row) => <span className={styles.account}>{row.accountName ?? t("account.none")}</span>,
        title: (row) => row.accountName ?? undefined,
      },
      { id: "title", header: t("col.title"), width: 150, grow: 4, cell: (row) => row.title, title: (row) => row.title },
      {
        id: "turn",
        header: t("col.turn"),
        width: 132,
        cell: (row) => <TurnMark turn={row.turn} />,
        title: (row) => domain(`incidentState.${row.state}`),
      },
    ];
    const holder: Column<IncidentRow> = {
      id: "holder",
      header: t("col.holder"),
      width: 88,
      grow: 1,
      cell: (row) => <span className={styles.secondary}>{holderWords(t, row)}</span>,
      title: (row) => holderWords(t, row),
    };
    const running: readonly Column<IncidentRow>[] = [
      {
        id: "turnFor",
        header: t("col.turnFor"),
        headerTitle: t("col.turnFor.title"),
        ...age,
        cell: (row) => <Elapsed sinceMs={row.turnSinceMs} short />,
      },
      {
        id: "response",
        header: t("col.response"),
        headerTitle: t("col.response.title"),
        width: 76,
        align: "end",
        cell: (row) => <ResponseLeft row={row} />,
      },
      holder,
      {
        id: "held",
        header: t("col.held"),
        headerTitle: t("col.held.title"),
        ...age,
        cell: (row) => (row.heldSinceMs === null ? <span className={styles.missing}>—</span> : <Elapsed sinceMs={row.heldSinceMs} short />),
      },
      { id: "age", header: t("col.age"), ...age, cell: (row) => <Elapsed sinceMs={row.openedMs} short /> },
      {
        id: "updated",
        header: t("col.updated"),
        headerTitle: t("col.updated.title"),
        ...age,
        cell: (row) => <Elapsed sinceMs={row.lastUpdateMs} short />,
      },
    ];
    const past: readonly Column<IncidentRow>[] = [
      holder,
      { id: "endedAt", header: t("col.endedAt"), width: 86, align: "end", cell: (row) => formats.day(row.turnSinceMs) },
      {
        id: "took",
        header: t("col.took"),
        headerTitle: t("col.took.title"),
        ...age,
        cell: (row) => formats.age(row.turnSinceMs - row.openedMs),
      },
    ];
    const region: Column<IncidentRow> = {
      id: "region",
      header: t("col.region"),
      width: 44,
      cell: (row) =>
        row.region === null ? (
          <span className={styles.missing}>—</span>
        ) : (
          <span className={styles.secondary}>{regionShort(row.region)}</span>
        ),
      title: (row) => (row.region === null ? undefined : regionName(domain, row.region)),
    };
    return [...what, ...(ended ? past : running), ...(narrow ? [] : [region])];
  }, [t, domain, formats, ended, narrow]);
}

/** What is left of the reference target of a first response; a word when it has been given. */
function ResponseLeft({ row }: { readonly row: IncidentRow }): ReactNode {
  const t = useText("incidents");
  const nowMs = useNow("minute");
  if (row.responseDueMs === null || row.responseTargetMs === null) {
    return <span className={styles.missing}>{row.turn === "none" ? "—" : t("response.given")}</span>;
  }
  const mark = responseMark({ kind: "waiting", dueMs: row.responseDueMs, targetMs: row.responseTargetMs }, nowMs);
  return (
    <span className={mark === "overdue" ? styles.critical : mark === "warning" ? styles.watch : undefined}>
      <TimeLeft dueMs={row.responseDueMs} short />
    </span>
  );
}
