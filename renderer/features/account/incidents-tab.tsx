import { useCallback, useMemo, type ReactNode } from "react";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import { turnOf } from "../../../shared/domain/incident/turn.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountIncident } from "../../data/queries/account-records.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import { regionName } from "../../ui/attention-text.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Elapsed } from "../../ui/live-time.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { PromiseMark } from "../../ui/promise-mark.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import type { Column, TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { TurnMark } from "../../ui/turn-mark.tsx";
import styles from "./account.module.css";

type Row = AccountIncident;

/** Every incident of the account: what is open first, by severity and age. Enter opens one. */
export function IncidentsTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("account");
  const navigate = useNavigate();
  const { data } = useQuery("accountIncidents", { accountId: head.account.id });
  const columns = useIncidentColumns(head.account.timeZone);
  const groups = useMemo(() => groupsOf(data ?? [], t("incidents.open"), t("incidents.column.resolved")), [data, t]);
  const open = useCallback((row: Row) => navigate({ screen: "incident", incidentId: row.id }), [navigate]);
  if (data === undefined) return null;
  return (
    <VirtualTable
      label={t("tab.incidents")}
      columns={columns}
      groups={groups}
      rowKey={idOf}
      onOpen={open}
      empty={<EmptyState title={t("incidents.empty")} text={t("incidents.empty.text")} />}
    />
  );
}

function idOf(row: Row): string {
  return row.id;
}

function groupsOf(rows: readonly Row[], openLabel: string, endedLabel: string): readonly TableGroup<Row>[] {
  const groups = [
    { id: "open", header: openLabel, label: openLabel, rows: rows.filter((row) => isOpen(row.state)) },
    { id: "ended", header: endedLabel, label: endedLabel, rows: rows.filter((row) => !isOpen(row.state)) },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

function useIncidentColumns(zone: string): readonly Column<Row>[] {
  const t = useText("account");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  return useMemo(() => {
    const time = (instant: string | null): string =>
      instant === null ? common("value.none") : `${formats.day(Date.parse(instant), zone)} ${formats.time(Date.parse(instant), zone)}`;
    const yours = (instant: string | null): string | undefined =>
      instant === null ? undefined : common("time.yours", { time: formats.dateTime(Date.parse(instant)) });
    const quiet = (text: string): ReactNode => <span className={styles.secondary}>{text}</span>;
    return [
      { id: "severity", header: t("incidents.column.severity"), width: 44, cell: (row) => <SeverityBadge severity={row.severity} /> },
      { id: "number", header: t("incidents.column.number"), width: 90, cell: (row) => row.number },
      { id: "title", header: t("incidents.column.title"), width: 160, grow: 2, cell: (row) => row.title, title: (row) => row.title },
      { id: "state", header: t("incidents.column.state"), width: 96, cell: (row) => quiet(domain(`incidentState.${row.state}`)) },
      {
        id: "turn",
        header: t("incidents.column.holder"),
        width: 120,
        grow: 1,
        cell: (row) => (isOpen(row.state) ? <TurnMark turn={turnOf(row.state)} /> : quiet(row.holderGroup ?? common("value.none"))),
      },
      {
        id: "promise",
        header: t("incidents.column.promise"),
        width: 166,
        cell: (row) => (row.promise === null ? quiet(common("value.none")) : <PromiseMark promise={row.promise} />),
        title: (row) => (row.promise?.dueMs == null ? undefined : time(new Date(row.promise.dueMs).toISOString())),
      },
      {
        id: "region",
        header: t("incidents.column.region"),
        width: 72,
        cell: (row) => quiet(row.region === null ? common("value.none") : regionName(domain, row.region)),
      },
      {
        id: "opened",
        header: t("incidents.column.opened"),
        width: 122,
        align: "end",
        cell: (row) => quiet(time(row.openedAt)),
        title: (row) => yours(row.openedAt),
      },
      {
        id: "age",
        header: t("incidents.column.age"),
        width: 60,
        align: "end",
        cell: (row) => {
          const ended = row.resolvedAt ?? row.closedAt;
          return isOpen(row.state) || ended === null ? (
            <Elapsed sinceMs={Date.parse(row.openedAt)} short />
          ) : (
            quiet(formats.age(Math.max(0, Date.parse(ended) - Date.parse(row.openedAt))))
          );
        },
      },
      {
        id: "resolved",
        header: t("incidents.column.resolved"),
        width: 122,
        align: "end",
        cell: (row) => quiet(time(row.resolvedAt)),
        title: (row) => yours(row.resolvedAt),
      },
    ];
  }, [t, domain, common, formats, zone]);
}
