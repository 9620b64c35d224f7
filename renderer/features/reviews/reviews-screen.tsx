import { type ReactNode, useCallback, useMemo } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import { lastEndedPeriod, shiftPeriod } from "../../../shared/domain/review/model/review-period.ts";
import { useQuery } from "../../data/hooks.ts";
import { useSavedViews } from "../../data/use-saved-views.ts";
import type { ReviewRow } from "../../data/queries/review-list.ts";
import { useDraftReview } from "../../data/review/use-draft-review.ts";
import { useDraftSeries } from "../../data/review/use-draft-series.ts";
import { useRomanize } from "../../data/search/use-romanize.ts";
import { BulkBar } from "../../ui/bulk-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useNowAs } from "../../ui/now.ts";
import { Page, PageHeader } from "../../ui/page.tsx";
import { useReady } from "../../ui/ready.ts";
import { ReviewStateMark } from "../../ui/review/review-state-mark.tsx";
import type { TableGroup, TableSort } from "../../ui/table/column.ts";
import { VirtualTable } from "../../ui/table/virtual-table.tsx";
import { useText } from "../../ui/text.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { filterReviews, groupReviews, type ReviewSort } from "./arrange-reviews.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import { useReviewColumns } from "./review-columns.tsx";
import { parseReviewsView, useReviewsStore, wholeView } from "./reviews-store.ts";
import styles from "./reviews.module.css";
import { SeriesLine } from "./series-line.tsx";
import { useStaleRows } from "./use-stale-rows.ts";
import { useOpenDraft } from "../../ui/review/use-open-draft.ts";

/** The reviews of a period, and the accounts that have none yet: one is opened or drafted, many are drafted in a row. */
export function ReviewsScreen(): ReactNode {
  const t = useText("reviews");
  const { kind, shift, scope, text } = useReviewsStore();
  const { zone } = useFormats();
  const period = useNowAs((nowMs) => shiftPeriod(lastEndedPeriod(kind, localDay(nowMs, zone)), shift));
  const { data, ready } = useQuery(
    "reviewList",
    useMemo(() => ({ kind, period }), [kind, period]),
  );
  const romanize = useRomanize(text.trim() !== "");
  useReady(data !== undefined);
  const all = useMemo(() => data?.rows ?? [], [data]);
  const counts = useMemo(() => ({ mine: all.filter(({ mine }) => mine).length, all: all.length }), [all]);
  // Who owns no account himself (a lead) begins with all of them.
  const shownScope = scope === "mine" && counts.mine === 0 ? "all" : scope;
  const shown = useMemo(() => filterReviews(all, shownScope, text, romanize), [all, shownScope, text, romanize]);
  const undrafted = useMemo(() => shown.filter(({ review }) => review === null), [shown]);
  return (
    <Page
      header={
        <PageHeader
          title={t("title")}
          views={<ReviewsViews />}
          detail={data === undefined ? undefined : t("count", { drafted: shown.length - undrafted.length, total: shown.length })}
          actions={ready && undrafted.length > 0 ? <DraftAll rows={undrafted} period={period} /> : undefined}
        />
      }
    >
      <ListToolbar period={period} counts={counts} />
      <SeriesLine />
      <div className={styles.listBox}>
        {data !== undefined && <ReviewTable rows={shown} period={period} bookEmpty={all.length === 0} />}
      </div>
    </Page>
  );
}

function ReviewsViews(): ReactNode {
  const t = useText("common");
  const { viewId, kind, scope, text, sort } = useReviewsStore();
  const { openView } = useReviewsStore.getState();
  return (
    <ViewMenu
      model={useSavedViews("reviews")}
      definition={{ kind, scope, text, sort: sort === null ? null : { ...sort } }}
      viewId={viewId}
      onOpen={(id, definition) => openView(id, definition === null ? wholeView : parseReviewsView(definition))}
      whole={{ id: "all", name: t("views.all") }}
    />
  );
}

function DraftAll({ rows, period }: { readonly rows: readonly ReviewRow[]; readonly period: string }): ReactNode {
  const t = useText("reviews");
  const kind = useReviewsStore((state) => state.kind);
  const { series, start } = useDraftSeries();
  return (
    <Button variant="solid" disabled={series?.state === "running"} onClick={() => void start({ kind, period, accounts: rows })}>
      {t("draftAll", { count: rows.length })}
    </Button>
  );
}

function ReviewTable({
  rows,
  period,
  bookEmpty,
}: {
  readonly rows: readonly ReviewRow[];
  readonly period: string;
  readonly bookEmpty: boolean;
}): ReactNode {
  const t = useText("reviews");
  const navigate = useNavigate();
  const { kind, sort, cursorId, selected } = useReviewsStore();
  const { show, setCursor, select } = useReviewsStore.getState();
  const { series, start } = useDraftSeries();
  const draft = useOpenDraft(useDraftReview());
  const columns = useReviewColumns(useStaleRows(rows));
  const groups = useMemo(
    (): readonly TableGroup<ReviewRow>[] =>
      groupReviews(rows, sort).map(({ state, rows: own }) => ({
        id: state,
        header: <ReviewStateMark state={state} />,
        label: t(`state.${state}`),
        rows: own,
      })),
    [rows, sort, t],
  );
  const first = groups[0]?.rows[0];
  const row = rows.find(({ accountId }) => accountId === cursorId) ?? first;
  const initialKey = useMemo(() => useReviewsStore.getState().cursorId ?? first?.accountId, [first]);
  const open = useCallback(
    (one: ReviewRow) =>
      one.review === null
        ? draft({ accountId: one.accountId, kind, period }, one.name)
        : navigate({ screen: "review", reviewId: one.review.id }),
    [draft, navigate, kind, period],
  );
  const onCursor = useCallback((one: ReviewRow | null) => setCursor(one?.accountId ?? null), [setCursor]);
  const onSort = (next: TableSort): void =>
    show({ sort: { column: next.columnId as ReviewSort["column"], descending: next.direction === "descending" } });
  useKeys([
    { keys: "c", label: t("key.draft"), group: "list", run: (event) => !event.repeat && row !== undefined && open(row) },
    {
      keys: "a",
      label: t("key.account"),
      group: "list",
      run: () => row !== undefined && navigate({ screen: "account", accountId: row.accountId, tab: "overview" }),
    },
  ]);
  const chosen = rows.filter(({ accountId, review }) => selected.has(accountId) && review === null);
  return (
    <>
      <VirtualTable
        label={t("title")}
        columns={columns}
        groups={groups}
        rowKey={keyOf}
        onOpen={open}
        onCursor={onCursor}
        {...(initialKey === undefined ? {} : { initialKey })}
        selected={selected}
        onSelect={select}
        {...(sort === null ? {} : { sort: { columnId: sort.column, direction: sort.descending ? "descending" : "ascending" } })}
        onSort={onSort}
        empty={
          <EmptyState title={t(bookEmpty ? "empty.book" : "empty.none")} text={t(bookEmpty ? "empty.book.text" : "empty.none.text")} />
        }
      />
      {selected.size > 0 && (
        <BulkBar label={t("bulk")} summary={t("bulk.selected", { count: selected.size })}>
          <Button
            variant="ghost"
            disabled={chosen.length === 0 || series?.state === "running"}
            onClick={() => {
              void start({ kind, period, accounts: chosen });
              select(new Set());
            }}
          >
            {t("draftAll", { count: chosen.length })}
          </Button>
          <Button variant="ghost" onClick={() => select(new Set())}>
            {t("bulk.clear")}
          </Button>
        </BulkBar>
      )}
    </>
  );
}

function keyOf(row: ReviewRow): string {
  return row.accountId;
}
