import { useMemo, useState, type ReactNode } from "react";
import { attentionThresholds } from "../../../shared/domain/attention/attention-thresholds.ts";
import { taskTitle } from "../../../shared/domain/task/task-standing.ts";
import { useQuery } from "../../data/hooks.ts";
import type { RenewalRow } from "../../data/queries/renewal-rows.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { wholePoints } from "../../ui/health-text.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page, PageHeader, ToolBar } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./renewals.module.css";

const spans = [30, 60, 90, 180] as const;

/** Contracts that end soon, by day: what is left, what is used, and what the renewal's playbook has done. */
export function RenewalsScreen(): ReactNode {
  const t = useText("plans");
  const navigate = useNavigate();
  const [span, setSpan] = useState<(typeof spans)[number]>(90);
  const [whose, setWhose] = useState<"mine" | "all">("mine");
  const { data, ready } = useQuery("renewalRows", { withinDays: span });
  useReady(ready);
  const rows = useMemo(() => (data ?? []).filter((row) => whose === "all" || row.mine), [data, whose]);
  const groups = useMemo(() => [{ id: "all", header: null, label: t("renewals.title"), rows }], [rows, t]);
  const columns = useColumns();
  useKeys(
    spans.map((days, index) => ({
      keys: String(index + 1),
      label: `${t("renewals.within")} ${t("renewals.within.days", { days })}`,
      group: "list" as const,
      run: () => setSpan(days),
    })),
  );
  return (
    <Page header={<PageHeader title={t("renewals.title")} detail={ready ? t("renewals.count", { count: rows.length }) : undefined} />}>
      <ToolBar label={t("renewals.title")}>
        <Tabs
          label={t("renewals.within")}
          value={String(span)}
          onChange={(days) => setSpan(spans.find((one) => String(one) === days) ?? 90)}
          items={spans.map((days) => ({ id: String(days), label: t("renewals.within.days", { days }) }))}
        />
        <Tabs
          label={t("renewals.whose")}
          value={whose}
          onChange={setWhose}
          items={(["mine", "all"] as const).map((id) => ({ id, label: t(`renewals.${id}`) }))}
        />
      </ToolBar>
      {data !== undefined && (
        <VirtualTable
          label={t("renewals.title")}
          columns={columns}
          groups={groups}
          rowKey={idOf}
          onOpen={(row) => navigate({ screen: "account", accountId: row.id, tab: "plan" })}
          empty={<EmptyState title={t("renewals.none")} text={t("renewals.none.text")} />}
        />
      )}
    </Page>
  );
}

function idOf(row: RenewalRow): string {
  return row.id;
}

function useColumns(): readonly Column<RenewalRow>[] {
  const t = useText("plans");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const language = useLanguage();
  return useMemo((): readonly Column<RenewalRow>[] => {
    const none = <span className={styles.secondary}>{common("value.none")}</span>;
    return [
      { id: "account", header: t("renewals.col.account"), width: 150, grow: 2, cell: (row) => row.name, title: (row) => row.name },
      { id: "day", header: t("renewals.col.day"), width: 92, cell: (row) => row.renewsOn },
      {
        id: "left",
        header: t("renewals.col.left"),
        headerTitle: t("renewals.col.left.title"),
        width: 84,
        align: "end",
        cell: (row) => (
          <span className={row.daysLeft < 0 ? styles.late : row.daysLeft <= attentionThresholds.renewalRiskDays ? styles.soon : undefined}>
            {row.daysLeft < 0 ? t("renewals.past", { days: formats.number(-row.daysLeft) }) : formats.number(row.daysLeft)}
          </span>
        ),
      },
      {
        id: "notice",
        header: t("renewals.col.notice"),
        headerTitle: t("renewals.col.notice.title"),
        width: 92,
        cell: (row) => row.noticeBy,
      },
      {
        id: "minutes",
        header: t("renewals.col.minutes"),
        width: 130,
        align: "end",
        cell: (row) => (row.committedMinutes === null ? none : formats.compact(row.committedMinutes)),
        title: (row) => (row.committedMinutes === null ? undefined : formats.number(row.committedMinutes)),
      },
      {
        id: "used",
        header: t("renewals.col.used"),
        headerTitle: t("renewals.col.used.title"),
        width: 70,
        align: "end",
        cell: (row) => (row.usedShare === null ? none : formats.number(row.usedShare * 100)),
      },
      {
        id: "health",
        header: t("renewals.col.health"),
        width: 96,
        cell: (row) =>
          row.health === null || row.health.scoreMilli === null ? (
            none
          ) : (
            <StateMark
              state={row.health.grade}
              label={`${domain(`state.${row.health.grade}`)} ${wholePoints(row.health.scoreMilli, formats)}`}
            />
          ),
      },
      {
        id: "playbook",
        header: t("renewals.col.playbook"),
        width: 130,
        cell: (row) =>
          row.run === null ? (
            <span className={styles.secondary}>{t("renewals.noRun")}</span>
          ) : row.run.progress.state === "running" ? (
            t("plan.progress", {
              done: row.run.progress.done,
              all: row.run.progress.done + row.run.progress.open + row.run.progress.dropped,
            })
          ) : (
            t(`plan.state.${row.run.progress.state}`)
          ),
      },
      {
        id: "next",
        header: t("renewals.col.next"),
        width: 160,
        grow: 3,
        cell: (row) => {
          const next = row.run?.progress.next ?? null;
          return next === null ? "" : `${next.dueOn ?? ""} ${taskTitle(next, language)}`;
        },
      },
      { id: "owner", header: t("renewals.col.owner"), width: 80, grow: 1, cell: (row) => row.ownerName ?? t("tasks.noOwner") },
    ];
  }, [t, domain, common, formats, language]);
}
