import { Eye } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { promiseState } from "../../../shared/domain/sla/next-promise.ts";
import { regionShort } from "../../../shared/domain/regions.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { regionName } from "../../ui/attention-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { holderWords } from "../../ui/incident-words.ts";
import { Elapsed, TimeLeft } from "../../ui/live-time.tsx";
import { useNowAs } from "../../ui/now.ts";
import { PromiseMark } from "../../ui/promise-mark.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { StateShape } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useText } from "../../ui/text.ts";
import { TurnMark } from "../../ui/turn-mark.tsx";
import styles from "./incidents.module.css";

export interface ColumnChoice {
  /** Only what has ended is shown: then how long ago and how long it took stand for what is still running. */
  readonly ended: boolean;
  /** The inspector is open and takes the room of columns that it shows itself. */
  readonly narrow: boolean;
  /** The window has room for what else the list can tell. */
  readonly wide: boolean;
}

/** Columns of the list. Ages tick in their own cells, so that a minute does not draw the rows again. */
export function useIncidentColumns({ ended, narrow, wide }: ColumnChoice): readonly Column<IncidentRow>[] {
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
      { id: "number", header: t("col.number"), width: 78, cell: (row) => <span className={styles.number}>{row.number}</span> },
      ...(ended
        ? []
        : [
            {
              id: "promise",
              header: t("col.promise"),
              headerTitle: t("col.promise.title"),
              width: 166,
              cell: (row: IncidentRow) =>
                row.promise === null ? <span className={styles.missing}>—</span> : <PromiseMark promise={row.promise} />,
              title: (row: IncidentRow) =>
                row.promise?.dueMs == null ? undefined : t("col.promise.due", { time: formats.dateTime(row.promise.dueMs) }),
            },
          ]),
      {
        id: "account",
        header: t("col.account"),
        width: 84,
        grow: 1,
        cell: (row) => <span className={styles.account}>{row.accountName ?? t("account.none")}</span>,
        title: (row) => row.accountName ?? undefined,
      },
      { id: "title", header: t("col.title"), width: 110, grow: 4, cell: (row) => row.title, title: (row) => row.title },
      {
        id: "turn",
        header: t("col.turn"),
        width: 114,
        cell: (row) => <TurnMark turn={row.turn} />,
        title: (row) => `${domain(`incidentState.${row.state}`)} · ${formats.age(Math.max(0, Date.now() - row.turnSinceMs))}`,
      },
    ];
    const holder: Column<IncidentRow> = {
      id: "holder",
      header: t("col.holder"),
      width: 72,
      grow: 1,
      cell: (row) => <span className={styles.secondary}>{holderWords(t, row)}</span>,
      title: (row) => holderWords(t, row),
    };
    const count = { width: 44, align: "end" } as const;
    const response: Column<IncidentRow> = {
      id: "response",
      header: t("col.response"),
      headerTitle: t("col.response.title"),
      width: 70,
      align: "end",
      cell: (row) => <ResponseLeft row={row} />,
      title: (row) => (row.response?.stoppedMs == null ? undefined : formats.dateTime(row.response.stoppedMs)),
    };
    const handOffs: Column<IncidentRow> = {
      id: "handOffs",
      header: t("col.handOffs"),
      headerTitle: t("col.handOffs.title"),
      ...count,
      cell: (row) => <HandOffs row={row} />,
    };
    const more: readonly Column<IncidentRow>[] = [
      {
        id: "reopened",
        header: t("col.reopened"),
        headerTitle: t("col.reopened.title"),
        ...count,
        cell: (row) => counted(row.reopenCount),
      },
      {
        id: "watchers",
        header: t("col.watchers"),
        headerTitle: t("col.watchers.title"),
        ...count,
        cell: (row) => (
          <span className={row.watched ? undefined : styles.secondary}>
            {row.watched && <Eye size={12} aria-label={t("watched")} className={styles.eye} />}
            {counted(row.watcherIds.length)}
          </span>
        ),
      },
    ];
    const ages: readonly Column<IncidentRow>[] = [
      { id: "age", header: t("col.age"), ...age, cell: (row) => <Elapsed sinceMs={row.openedMs} short /> },
      {
        id: "updated",
        header: t("col.updated"),
        headerTitle: t("col.updated.title"),
        ...age,
        cell: (row) => <Elapsed sinceMs={row.lastUpdateMs} short />,
      },
    ];
    const running: readonly Column<IncidentRow>[] =
      narrow && !wide ? [holder, handOffs] : [response, holder, handOffs, ...more, ...(narrow ? [] : ages)];
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
  }, [t, domain, formats, ended, narrow, wide]);
}

/** When the first response is due, or that it has been given in time or too late. */
function ResponseLeft({ row: { response } }: { readonly row: IncidentRow }): ReactNode {
  const t = useText("incidents");
  const common = useText("common");
  const state = useNowAs((nowMs) =>
    response === null || response.stoppedMs !== null ? "given" : promiseState({ ...response, paused: false }, nowMs),
  );
  if (response === null) return <span className={styles.missing}>{common("value.none")}</span>;
  if (response.stoppedMs !== null)
    return (
      <span className={response.late ? styles.critical : styles.secondary}>{t(response.late ? "response.late" : "response.given")}</span>
    );
  return (
    <span className={state === "breached" ? styles.critical : state === "warning" ? styles.watch : undefined}>
      {response.dueMs === null ? common("value.none") : <TimeLeft dueMs={response.dueMs} short />}
    </span>
  );
}

/** How often it was handed on; marked by shape and word when that is as often as the policy calls kicked about. */
function HandOffs({ row }: { readonly row: IncidentRow }): ReactNode {
  const t = useText("incidents");
  if (!row.kickedAbout) return counted(row.handOffs);
  return (
    <span className={styles.critical} title={t("handOffs.over")}>
      <StateShape state="risk" title={t("handOffs.over")} /> {counted(row.handOffs)}
    </span>
  );
}

/** Nothing is quiet; what was not read is not nothing. */
function counted(count: number | null): ReactNode {
  if (count === null) return <span className={styles.missing}>—</span>;
  return count === 0 ? <span className={styles.missing}>0</span> : count;
}
