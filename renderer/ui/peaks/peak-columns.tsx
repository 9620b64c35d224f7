import { Send } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { regionShort } from "../../../shared/domain/regions.ts";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import type { RadarRow } from "../../../shared/domain/peak/radar.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import { regionName } from "../attention-text.ts";
import { useFormats } from "../formats.ts";
import { HeatStrip, StripAxis } from "./heat-strip.tsx";
import { AnswerMark } from "./answer-mark.tsx";
import { chanceText } from "./chance-text.ts";
import { AskBy } from "./ask-by.tsx";
import { stripOf } from "./strip-model.ts";
import { StateMark } from "../state-mark.tsx";
import type { Column } from "../table/column.ts";
import { useLanguage, useText } from "../text.ts";
import styles from "./peak-columns.module.css";

export interface StripShape {
  readonly firstDay: string;
  readonly days: number;
  readonly pitch: number;
}

/** A row with its place in the ranking of the whole book, and what it would be if what is supposed were so. */
export interface ShownRow extends RadarRow {
  readonly place: number;
  readonly supposedP: number | null;
}

/** Least width of everything but the strip, px: the strip takes the rest. */
export const fixedWidth = { wide: 710, narrow: 566 } as const;

/** Columns of the radar: what is most urgent on the left, the forty-five days on the right. On the page of one account the occasion stands in place of its name; a wide list has both. */
export function usePeakColumns(
  strip: StripShape,
  narrow: boolean,
  names: "account" | "occasion" | "both" = "account",
): readonly Column<ShownRow>[] {
  const t = useText("peaks");
  const domain = useText("domain");
  const formats = useFormats();
  const language = useLanguage();
  const { firstDay, days, pitch } = strip;
  return useMemo((): readonly Column<ShownRow>[] => {
    const columns: readonly Column<ShownRow>[] = [
      {
        id: "place",
        header: "#",
        headerTitle: t("col.place.title"),
        width: 20,
        align: "end",
        cell: (row) => <span className={styles.place}>{row.place}</span>,
      },
      {
        id: "level",
        header: t("col.level"),
        headerTitle: t("col.level.title"),
        width: 66,
        cell: (row) => <StateMark state={row.peak.level} />,
      },
      {
        id: "account",
        header: t("col.account"),
        width: narrow ? 84 : 110,
        grow: 1,
        cell: (row) => <span className={styles.account}>{row.accountName}</span>,
        title: (row) => [row.accountName, row.occasion].filter((part) => part !== null).join(" · "),
      },
      {
        id: "region",
        header: t("col.region"),
        width: narrow ? 40 : 88,
        cell: (row) => (
          <span className={styles.secondary}>{narrow ? regionShort(row.peak.region) : regionName(domain, row.peak.region)}</span>
        ),
        title: (row) => regionName(domain, row.peak.region),
      },
      {
        id: "peak",
        header: t("col.peak"),
        headerTitle: t("col.peak.title"),
        width: 112,
        cell: (row) => (
          <>
            {formats.dateTime(row.peak.atMs, row.peak.timeZone)}
            {row.alike > 0 && <span className={styles.secondary}> +{row.alike}</span>}
          </>
        ),
        title: (row) =>
          [
            t("col.peak.hover", {
              offset: formatOffset(row.peak.atMs, row.peak.timeZone),
              time: formats.dateTime(row.peak.atMs),
            }),
            ...(row.alike > 0 ? [t("col.peak.alike", { count: row.alike })] : []),
          ].join("\n"),
      },
      {
        id: "chance",
        header: "P %",
        headerTitle: t("col.chance.title"),
        width: 34,
        align: "end",
        cell: (row) => <Chance row={row} />,
      },
      {
        id: "room",
        header: t("col.room"),
        headerTitle: t("col.room.title"),
        width: 46,
        align: "end",
        cell: (row) => <Room share={row.peak.headroomShare} />,
        title: (row) =>
          row.peak.capacityPcu === null
            ? t("room.unknown")
            : t("room.hover", { capacity: formats.number(row.peak.capacityPcu), p90: formats.number(row.peak.p90) }),
      },
      {
        id: "askBy",
        header: t("col.askBy"),
        headerTitle: t("col.askBy.title"),
        width: 52,
        align: "end",
        cell: (row) => <AskBy deadline={row.peak.deadline} />,
        title: (row) => t("askBy.hover", { day: row.peak.deadline.askByDay, days: row.peak.deadline.workingDays }),
      },
      {
        id: "answer",
        header: t("col.answer"),
        ...(narrow ? { headerCell: <Send size={12} aria-hidden="true" /> } : {}),
        headerTitle: t("col.answer.title"),
        width: narrow ? 14 : 84,
        cell: (row) => <AnswerMark contact={row.contact} short={narrow} />,
      },
      {
        id: "strip",
        header: t("col.strip"),
        headerTitle: t("col.strip.title"),
        headerCell: <StripAxis firstDay={firstDay} days={days} pitch={pitch} />,
        width: days * pitch,
        cell: (row) => (
          <HeatStrip
            strip={stripOf(row.outlook, row.peak, localDayOf(row.peak.atMs, row.peak.timeZone), firstDay, days)}
            days={days}
            pitch={pitch}
          />
        ),
      },
    ];
    const occasionOf = (row: ShownRow): string | undefined => {
      const [holiday] = row.peak.holidays;
      return row.occasion ?? (holiday === undefined ? undefined : language === "en" ? holiday.en : holiday.zh);
    };
    const occasion: Column<ShownRow> = {
      id: "occasion",
      header: t("col.occasion"),
      width: 110,
      grow: 1,
      cell: (row) => occasionOf(row) ?? <span className={styles.missing}>—</span>,
      title: occasionOf,
    };
    return columns.flatMap((column) =>
      column.id !== "account" || names === "account" ? [column] : names === "both" ? [column, occasion] : [occasion],
    );
  }, [t, domain, formats, firstDay, days, pitch, narrow, names, language]);
}

function Chance({ row }: { readonly row: ShownRow }): ReactNode {
  const formats = useFormats();
  if (row.supposedP !== null)
    return <b className={isLower(row.supposedP, row.peak.pExceed) ? styles.supposed : styles.over}>{chanceText(row.supposedP, formats)}</b>;
  if (row.peak.pExceed === null) return <span className={styles.missing}>—</span>;
  return <b className={styles.chance}>{chanceText(row.peak.pExceed, formats)}</b>;
}

/** Only what is plainly better is shown as better. */
function isLower(supposed: number, asItIs: number | null): boolean {
  return asItIs !== null && supposed < asItIs - 0.005;
}

function Room({ share }: { readonly share: number | null }): ReactNode {
  const formats = useFormats();
  if (share === null) return <span className={styles.missing}>—</span>;
  const percent = Math.floor(share * 100 + 1e-9);
  return (
    <span className={percent < 0 ? styles.over : percent === 0 ? styles.missing : styles.secondaryNumber}>{formats.number(percent)}</span>
  );
}
