import { useMemo, type ReactNode } from "react";
import { attentionThresholds } from "../../../shared/domain/attention/attention-thresholds.ts";
import { wholePercent } from "../../../shared/domain/headroom/headroom.ts";
import { severities } from "../../../shared/domain/incident/incident.ts";
import { regionShort } from "../../../shared/domain/regions.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { attentionText, regionName } from "../../ui/attention-text.ts";
import { cx } from "../../ui/cx.ts";
import { useFormats, type Formats } from "../../ui/formats.ts";
import { exactPoints, wholePoints, worstText } from "../../ui/health-text.ts";
import { HeadroomBar } from "../../ui/headroom-bar.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { Sparkline } from "../../ui/sparkline.tsx";
import { StateMark, type State } from "../../ui/state-mark.tsx";
import type { Column } from "../../ui/table/column.ts";
import { useText } from "../../ui/text.ts";
import styles from "./accounts.module.css";
import { gradeOf } from "./arrange-rows.ts";
import type { ColumnId } from "./list-view.ts";

/** A fall of the weekly peak that is a reason to look: more than what a holiday or a week without a show takes away. */
const fallToLook = -0.15;
/** A fall of the score in a week that is a reason to look, thousandths of a point: more than two rules wobbling. */
const scoreFallToLook = -5_000;
/** What a rule must take from the score to be told as its reason, thousandths of a point. */
const lossToTell = 2_000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What cells are made with: words, formats and the time. */
interface Cells {
  readonly t: Text<"accounts">;
  readonly health: Text<"health">;
  readonly domain: Text<"domain">;
  readonly common: Text<"common">;
  readonly formats: Formats;
  readonly nowMs: number;
}

type Definition = Omit<Column<AccountRow>, "id" | "header" | "sortable" | "headerTitle">;

/** The chosen columns in their order. */
export function useAccountColumns(ids: readonly ColumnId[], nowMs: number): readonly Column<AccountRow>[] {
  const t = useText("accounts");
  const health = useText("health");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  return useMemo(() => {
    const definitions = columnDefinitions({ t, health, domain, common, formats, nowMs });
    return ids.map((id) => {
      const hint = hintOf(id, t);
      return { id, header: t(`column.${id}`), sortable: true, ...(hint === undefined ? {} : { headerTitle: hint }), ...definitions[id] };
    });
  }, [ids, nowMs, t, health, domain, common, formats]);
}

function hintOf(id: ColumnId, t: Text<"accounts">): string | undefined {
  switch (id) {
    case "score":
    case "health":
    case "scoreChange":
    case "scoreSpark":
    case "share":
    case "change":
    case "spark":
    case "peak":
    case "capacity":
    case "waiting":
    case "touch":
    case "data":
    case "incidents":
    case "renewal":
      return t(`hint.${id}`);
    default:
      return undefined;
  }
}

function columnDefinitions(cells: Cells): Readonly<Record<ColumnId, Definition>> {
  const { t, domain, common, formats, nowMs } = cells;
  const none = common("value.none");
  return {
    score: { width: 46, align: "end", cell: (row) => scoreCell(row, cells), title: (row) => scoreTitle(row, cells) },
    health: { width: 66, cell: (row) => <StateMark state={gradeOf(row)} />, title: (row) => overriddenTitle(row, cells) },
    scoreChange: {
      width: 44,
      align: "end",
      cell: (row) => {
        const change = row.health?.change7dMilli ?? null;
        return tinted(
          formats.signed(change === null ? null : Math.round(change / 1000) || 0),
          change !== null && change <= scoreFallToLook ? "risk" : null,
        );
      },
    },
    scoreSpark: { width: 64, cell: (row) => scoreSparkCell(row, cells) },
    state: { width: 66, cell: (row) => <StateMark state={row.state} /> },
    share: {
      width: 104,
      align: "end",
      cell: (row) => shareCell(row, cells),
      title: (row) => (row.region === null ? undefined : regionName(domain, row.region)),
    },
    change: {
      width: 48,
      align: "end",
      cell: (row) =>
        tinted(
          formats.signed(row.change === null ? null : row.change * 100),
          row.change !== null && row.change <= fallToLook ? "risk" : null,
        ),
    },
    spark: { width: 74, cell: (row) => sparkCell(row, cells) },
    name: { width: 112, grow: 2, cell: (row) => nameCell(row, cells), title: (row) => joinDots([row.name, row.code]) },
    code: { width: 72, cell: (row) => <span className={styles.secondary}>{row.code}</span> },
    reason: {
      width: 120,
      grow: 3,
      cell: (row) => <span className={styles.secondary}>{reasonText(row, cells) ?? none}</span>,
      title: (row) => reasonText(row, cells) ?? undefined,
    },
    tier: { width: 58, cell: (row) => <span className={styles.secondary}>{domain(`tier.${row.tier}`)}</span> },
    scenario: { width: 78, grow: 0.5, cell: (row) => <span className={styles.secondary}>{domain(`scenario.${row.scenario}`)}</span> },
    regions: {
      width: 80,
      grow: 1,
      cell: (row) => <span className={styles.secondary}>{regionsText(row.regions, cells)}</span>,
      title: (row) => joinDots(row.regions.map((r) => regionName(domain, r))),
    },
    tightest: {
      width: 76,
      cell: (row) => <span className={styles.secondary}>{row.region === null ? none : regionName(domain, row.region)}</span>,
    },
    peak: {
      width: 76,
      align: "end",
      cell: (row) => formats.number(row.peakPcu),
      title: (row) => (row.region === null ? undefined : regionName(domain, row.region)),
    },
    peakDay: {
      width: 78,
      align: "end",
      cell: (row) => <span className={styles.secondary}>{row.peakDayMs === null ? none : formats.day(row.peakDayMs, "UTC")}</span>,
    },
    capacity: { width: 80, align: "end", cell: (row) => formats.number(row.capacityPcu) },
    incidents: { width: 66, cell: (row) => incidentsCell(row, cells) },
    waiting: {
      width: 86,
      cell: (row) => waitingCell(row, cells),
      title: (row) => t("cell.waiting", { us: row.waitingOnUs, customer: row.waitingOnCustomer, vendor: row.waitingOnVendor }),
    },
    tasks: { width: 56, align: "end", cell: (row) => count(row.openTasks, formats) },
    nextPeak: {
      width: 96,
      grow: 1,
      cell: (row) => (
        <span className={styles.secondary}>
          {row.nextPeak === null
            ? none
            : joinDots([
                formats.monthDay(row.nextPeak.atMs, row.nextPeak.timeZone),
                row.nextPeak.headroomShare === null
                  ? regionName(domain, row.nextPeak.region)
                  : formats.percent(row.nextPeak.headroomShare, 0),
              ])}
        </span>
      ),
      title: (row) =>
        row.nextPeak === null
          ? undefined
          : joinDots([
              regionName(domain, row.nextPeak.region),
              formats.dateTime(row.nextPeak.atMs, row.nextPeak.timeZone),
              ...(row.nextPeak.pExceed === null ? [] : [t("cell.nextPeak", { probability: formats.percent(row.nextPeak.pExceed, 0) })]),
            ]),
    },
    nextEvent: {
      width: 86,
      grow: 1,
      cell: (row) => (
        <span className={styles.secondary}>
          {row.nextEvent === null ? none : joinDots([formats.monthDay(row.nextEvent.startsMs, row.timeZone), row.nextEvent.name])}
        </span>
      ),
      title: (row) =>
        row.nextEvent === null ? undefined : joinDots([formats.dateTime(row.nextEvent.startsMs, row.timeZone), row.nextEvent.name]),
    },
    eventDays: { width: 64, align: "end", cell: (row) => formats.number(row.nextEvent?.inDays) },
    renewal: {
      width: 52,
      align: "end",
      cell: (row) => tinted(formats.number(row.renewsInDays), renewalState(row.renewsInDays)),
      title: (row) => row.renewsOn ?? undefined,
    },
    renewsOn: { width: 78, align: "end", cell: (row) => <span className={styles.secondary}>{row.renewsOn ?? none}</span> },
    minutes: { width: 104, align: "end", cell: (row) => formats.compact(row.committedMinutes) },
    owner: { width: 84, cell: (row) => <span className={styles.secondary}>{row.ownerName ?? none}</span> },
    lifecycle: { width: 84, cell: (row) => <span className={styles.secondary}>{domain(`lifecycle.${row.lifecycle}`)}</span> },
    tags: {
      width: 110,
      grow: 1,
      cell: (row) => <span className={styles.secondary}>{row.tags.length === 0 ? none : joinDots(row.tags)}</span>,
    },
    touch: { width: 60, align: "end", cell: (row) => touchCell(row, cells) },
    data: {
      width: 48,
      align: "end",
      cell: (row) => dataCell(row, cells),
      title: (row) => (row.dataAsOfMs === null ? undefined : formats.dateTime(row.dataAsOfMs, formats.zone, nowMs)),
    },
  };
}

/** Few regions by name; more of them by their short forms, which fit a narrow column. */
function regionsText(regions: readonly string[], { domain, common }: Cells): string {
  if (regions.length === 0) return common("value.none");
  return joinDots(regions.length <= 1 ? regions.map((r) => regionName(domain, r)) : regions.map(regionShort));
}

function tinted(text: string, state: State | null): ReactNode {
  return <span className={cx(state !== null && styles.look, state !== null && styles[state])}>{text}</span>;
}

function count(value: number, formats: Formats): ReactNode {
  return <span className={cx(value === 0 && styles.zero)}>{formats.number(value)}</span>;
}

function scoreCell(row: AccountRow, { formats, common }: Cells): ReactNode {
  const milli = row.health?.scoreMilli ?? null;
  if (milli === null) return <span className={styles.zero}>{common("value.none")}</span>;
  return <span className={styles.score}>{wholePoints(milli, formats)}</span>;
}

function scoreTitle({ health: summary }: AccountRow, { health, formats }: Cells): string | undefined {
  if (summary === null) return undefined;
  const confidence = `${health("confidence")} ${formats.percent(summary.confidence, 0)}`;
  return summary.scoreMilli === null
    ? joinDots([health("score.none"), confidence])
    : joinDots([exactPoints(summary.scoreMilli, formats), confidence]);
}

function overriddenTitle({ health: summary }: AccountRow, { health, domain, formats }: Cells): string | undefined {
  if (summary === null || !summary.overridden || summary.scoreMilli === null) return undefined;
  return health("computed", { score: wholePoints(summary.scoreMilli, formats), grade: domain(`state.${summary.computedGrade}`) });
}

function scoreSparkCell(row: AccountRow, { t, health, formats }: Cells): ReactNode {
  const spark = row.health?.spark ?? [];
  const last = spark.findLast((value) => !Number.isNaN(value));
  if (last === undefined) return <span className={styles.zero}>{t("cell.sparkNone")}</span>;
  return (
    <Sparkline values={spark} state={gradeOf(row)} label={`${row.name}: ${health("spark", { score: formats.number(Math.floor(last)) })}`} />
  );
}

/** What burns comes first; else the rule that costs the score most; else what is only worth knowing. */
function reasonText(row: AccountRow, { health, domain, formats }: Cells): string | null {
  const { reason } = row;
  const worst = row.health?.worst ?? null;
  const burns = reason !== null && (reason.state === "critical" || reason.state === "risk");
  if (!burns && worst !== null && worst.lostMilli >= lossToTell) return worstText(worst, health, formats);
  return reason === null ? null : attentionText(reason, domain, formats);
}

function shareCell(row: AccountRow, { formats, common }: Cells): ReactNode {
  if (row.share === null) return <span className={styles.zero}>{common("value.none")}</span>;
  return (
    <span className={styles.share}>
      <HeadroomBar ratio={row.share} state={row.state} />
      <span className={styles.shareNumber}>
        {tinted(formats.number(wholePercent(row.share)), row.state === "critical" || row.state === "risk" ? row.state : null)}
      </span>
    </span>
  );
}

function sparkCell(row: AccountRow, { t, formats }: Cells): ReactNode {
  if (row.spark.every((value) => Number.isNaN(value))) return <span className={styles.zero}>{t("cell.sparkNone")}</span>;
  const last = row.spark.findLast((value) => !Number.isNaN(value));
  return <Sparkline values={row.spark} state={row.state} label={t("cell.spark", { name: row.name, last: formats.number(last) })} />;
}

function nameCell(row: AccountRow, { t }: Cells): ReactNode {
  return (
    <span className={styles.name}>
      {row.name}
      {row.pending && <span className={styles.pending} role="img" aria-label={t("cell.pending")} title={t("cell.pending")} />}
    </span>
  );
}

function incidentsCell(row: AccountRow, { formats }: Cells): ReactNode {
  if (row.openIncidents === 0) return count(0, formats);
  return (
    <span className={styles.badges}>
      {severities
        .filter((severity) => row.incidents[severity] > 0)
        .slice(0, 2)
        .map((severity) => (
          <span key={severity} className={styles.badge}>
            <SeverityBadge severity={severity} />
            {row.incidents[severity] > 1 && <span className={styles.micro}>{formats.number(row.incidents[severity])}</span>}
          </span>
        ))}
    </span>
  );
}

function waitingCell(row: AccountRow, { formats }: Cells): ReactNode {
  const { waitingOnUs, waitingOnCustomer, waitingOnVendor } = row;
  if (waitingOnUs + waitingOnCustomer + waitingOnVendor === 0) return count(0, formats);
  return (
    <span className={styles.secondary}>{joinDots([waitingOnUs, waitingOnCustomer, waitingOnVendor].map((n) => formats.number(n)))}</span>
  );
}

function renewalState(days: number | null): State | null {
  if (days === null || days > attentionThresholds.renewalDays) return null;
  return days <= attentionThresholds.renewalRiskDays ? "risk" : "watch";
}

function touchCell(row: AccountRow, { t, formats, nowMs }: Cells): ReactNode {
  if (row.lastTouchMs === null) return <span className={styles.zero}>{t("cell.never")}</span>;
  const days = Math.max(0, Math.floor((nowMs - row.lastTouchMs) / dayMs));
  return tinted(formats.daysAgo(days), days >= attentionThresholds.untouchedDays ? "watch" : null);
}

function dataCell(row: AccountRow, { formats, common, nowMs }: Cells): ReactNode {
  if (row.dataAsOfMs === null) return <span className={styles.zero}>{common("value.none")}</span>;
  const ageMs = Math.max(0, nowMs - row.dataAsOfMs);
  return tinted(formats.age(ageMs), ageMs >= attentionThresholds.staleHours * hourMs ? "risk" : null);
}
