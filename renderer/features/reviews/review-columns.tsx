import { type ReactNode, useMemo } from "react";
import { localDay } from "../../../shared/domain/contract/days-left.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import type { ReviewRow } from "../../data/queries/review-list.ts";
import { cx } from "../../ui/cx.ts";
import { type Formats, useFormats } from "../../ui/formats.ts";
import { exactPoints, wholePoints } from "../../ui/health-text.ts";
import { useNow } from "../../ui/now.ts";
import { ReviewStateMark } from "../../ui/review/review-state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useText } from "../../ui/text.ts";
import { markOf, type ReviewSort, reviewSorts } from "./arrange-reviews.ts";
import styles from "./reviews.module.css";

/** Sections of a review whose numbers would be others today; null = it cannot be told here. */
export interface Staleness {
  readonly sections: number | null;
}

interface Cells {
  readonly t: Text<"reviews">;
  readonly domain: Text<"domain">;
  readonly formats: Formats;
  readonly nowMs: number;
  readonly stale: ReadonlyMap<string, Staleness>;
}

const missing = <span className={styles.missing}>—</span>;

/** Columns of the list of reviews. */
export function useReviewColumns(stale: ReadonlyMap<string, Staleness>): readonly Column<ReviewRow>[] {
  const t = useText("reviews");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  return useMemo(() => {
    const cells: Cells = { t, domain, formats, nowMs, stale };
    return [...accountColumns(cells), ...reviewColumns(cells)].map((column) => ({
      ...column,
      sortable: reviewSorts.includes(column.id as ReviewSort["column"]),
    }));
  }, [t, domain, formats, nowMs, stale]);
}

function accountColumns({ t, domain, formats }: Cells): readonly Column<ReviewRow>[] {
  return [
    {
      id: "account",
      header: t("col.account"),
      width: 140,
      grow: 3,
      cell: ({ name }) => <span className={styles.name}>{name}</span>,
      title: ({ name, code }) => `${name} · ${code}`,
    },
    {
      id: "tier",
      header: t("col.tier"),
      width: 70,
      cell: ({ tier }) => <span className={styles.secondary}>{domain(`tier.${tier}`)}</span>,
    },
    {
      id: "health",
      header: t("col.health"),
      headerTitle: t("col.health.title"),
      width: 104,
      cell: ({ health }) => (
        <span className={styles.pair}>
          <StateMark state={health?.grade ?? "unknown"} />
          <span className={styles.points}>{health?.scoreMilli == null ? "—" : wholePoints(health.scoreMilli, formats)}</span>
        </span>
      ),
      title: ({ health }) => (health?.scoreMilli == null ? undefined : exactPoints(health.scoreMilli, formats)),
    },
  ];
}

function reviewColumns(cells: Cells): readonly Column<ReviewRow>[] {
  const { t, formats, nowMs, stale } = cells;
  return [
    { id: "state", header: t("col.state"), width: 108, cell: (row) => <ReviewStateMark state={markOf(row)} /> },
    {
      id: "asOf",
      header: t("col.asOf"),
      headerTitle: t("col.asOf.title"),
      width: 92,
      align: "end",
      cell: ({ review }) => (review?.dataAsOfMs == null ? missing : formats.dateTime(review.dataAsOfMs, formats.zone, nowMs)),
      title: ({ review }) =>
        review?.takenMs == null
          ? undefined
          : t("asOf.taken", { snapshot: review.snapshotId, when: formats.dateTime(review.takenMs, formats.zone, nowMs) }),
    },
    {
      id: "stale",
      header: t("col.stale"),
      headerTitle: t("col.stale.title"),
      width: 104,
      cell: (row) => <StaleCell row={row} staleness={stale.get(staleKey(row))} t={t} />,
    },
    {
      id: "comments",
      header: t("col.comments"),
      headerTitle: t("col.comments.title"),
      width: 72,
      align: "end",
      cell: ({ review }) =>
        review === null ? (
          missing
        ) : review.openComments === 0 ? (
          <span className={styles.missing}>0</span>
        ) : (
          formats.number(review.openComments)
        ),
    },
    {
      id: "heldOn",
      header: t("col.heldOn"),
      width: 96,
      align: "end",
      cell: ({ review }) => (
        <HeldOn day={review?.heldOn ?? null} today={localDay(nowMs, formats.zone)} presented={review?.state === "presented"} />
      ),
    },
    {
      id: "export",
      header: t("col.export"),
      width: 132,
      cell: ({ review }) =>
        review?.lastExport == null ? (
          missing
        ) : (
          <span className={styles.secondary}>
            {formats.monthDay(review.lastExport.atMs)} · {review.lastExport.formats.join(" ").toUpperCase()}
          </span>
        ),
      title: ({ review }) => (review === null ? undefined : t("versions", { count: review.versions })),
    },
    {
      id: "owner",
      header: t("col.owner"),
      width: 90,
      grow: 1,
      cell: ({ ownerName }) => (ownerName === null ? missing : <span className={styles.secondary}>{ownerName}</span>),
    },
  ];
}

/** One state of a review: another snapshot is looked at anew. */
export function staleKey({ review }: ReviewRow): string {
  return review === null ? "" : `${review.id} ${review.snapshotId}`;
}

function StaleCell({
  row,
  staleness,
  t,
}: {
  readonly row: ReviewRow;
  readonly staleness: Staleness | undefined;
  readonly t: Text<"reviews">;
}): ReactNode {
  if (row.review === null || row.review.state === "presented") return missing;
  if (staleness === undefined) return <span className={styles.missing}>{t("stale.unchecked")}</span>;
  if (staleness.sections === null) return <span className={styles.missing}>{t("stale.unknown")}</span>;
  return staleness.sections === 0 ? (
    <StateMark state="good" label={t("stale.fresh")} />
  ) : (
    <StateMark state="watch" label={t("stale.sections", { count: staleness.sections })} />
  );
}

/** A day of a meeting; one that comes is told more loudly than one that was. */
function HeldOn({
  day,
  today,
  presented,
}: {
  readonly day: string | null;
  readonly today: string;
  readonly presented: boolean;
}): ReactNode {
  return day === null ? missing : <span className={cx(!presented && day >= today ? styles.name : styles.secondary)}>{day}</span>;
}
