import { type ReactNode, useCallback, useMemo } from "react";
import { useQuery } from "../../data/hooks.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import type { AccountReview } from "../../data/queries/account-reviews.ts";
import { useDraftReview } from "../../data/review/use-draft-review.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { periodText } from "../../ui/review/period-text.ts";
import { ReviewStateMark } from "../../ui/review/review-state-mark.tsx";
import { useOpenDraft } from "../../ui/review/use-open-draft.ts";
import type { Column, TableGroup } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";

/** Every review and letter of the account; the quarter that ended last is drafted in one step. */
export function ReportsTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("reviews");
  const navigate = useNavigate();
  const draft = useOpenDraft(useDraftReview());
  const { id: accountId, name } = head.account;
  const { data } = useQuery("accountReviews", { accountId });
  const columns = useReportColumns();
  const groups = useMemo(
    (): readonly TableGroup<AccountReview>[] => [{ id: "reviews", header: null, label: t("title"), rows: data?.reviews ?? [] }],
    [data, t],
  );
  const open = useCallback((row: AccountReview) => navigate({ screen: "review", reviewId: row.id }), [navigate]);
  const undrafted = data != null && !data.last.drafted ? data.last.period : null;
  const begin = (): void => {
    if (undrafted !== null) draft({ accountId, kind: "quarterly", period: undrafted }, name);
  };
  useKeys([{ keys: "c", label: t("key.draftQuarter"), group: "screen", run: (event) => !event.repeat && begin() }]);
  if (data == null) return null;
  const action =
    undrafted === null ? undefined : (
      <Button variant="solid" keyHint="c" onClick={begin}>
        {t("draftPeriod", { period: periodText(undrafted, t) })}
      </Button>
    );
  return (
    <>
      {data.reviews.length > 0 && action !== undefined && (
        <div className={styles.reportsBar}>
          <span className={styles.secondary}>{t("draftPeriod.hint")}</span>
          {action}
        </div>
      )}
      <VirtualTable
        label={t("title")}
        columns={columns}
        groups={data.reviews.length === 0 ? [] : groups}
        rowKey={keyOf}
        onOpen={open}
        empty={<EmptyState title={t("account.empty")} text={t("account.empty.text")} action={action} />}
      />
    </>
  );
}

function keyOf(row: AccountReview): string {
  return row.id;
}

function useReportColumns(): readonly Column<AccountReview>[] {
  const t = useText("reviews");
  const formats = useFormats();
  const nowMs = useNow("minute");
  return useMemo(() => {
    const quiet = (text: string | null): ReactNode => <span className={styles.secondary}>{text ?? "—"}</span>;
    return [
      { id: "period", header: t("period"), width: 140, grow: 1, cell: (row) => periodText(row.period, t) },
      { id: "kind", header: t("kind"), width: 170, cell: (row) => quiet(t(`kind.${row.kind}`)) },
      { id: "state", header: t("col.state"), width: 108, cell: (row) => <ReviewStateMark state={row.state} /> },
      {
        id: "asOf",
        header: t("col.asOf"),
        headerTitle: t("col.asOf.title"),
        width: 110,
        align: "end",
        cell: (row) => quiet(row.dataAsOfMs === null ? null : formats.dateTime(row.dataAsOfMs, formats.zone, nowMs)),
      },
      { id: "snapshot", header: t("col.snapshot"), width: 110, cell: (row) => quiet(row.snapshotId) },
      { id: "comments", header: t("col.comments"), width: 80, align: "end", cell: (row) => quiet(formats.number(row.openComments)) },
      { id: "heldOn", header: t("col.heldOn"), width: 100, align: "end", cell: (row) => quiet(row.heldOn) },
      {
        id: "export",
        header: t("col.export"),
        width: 150,
        cell: (row) =>
          quiet(
            row.lastExport === null ? null : `${formats.monthDay(row.lastExport.atMs)} · ${row.lastExport.formats.join(" ").toUpperCase()}`,
          ),
      },
      { id: "owner", header: t("col.owner"), width: 100, cell: (row) => quiet(row.ownerName) },
    ];
  }, [t, formats, nowMs]);
}
