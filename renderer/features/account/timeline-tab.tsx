import { useMemo, useState, type ReactNode } from "react";
import { timelineTypes, type TimelineType } from "../../../shared/domain/timeline/timeline-entry.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import type { TimelineRow } from "../../data/queries/account-timeline.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { NoteComposer } from "./note-composer.tsx";

const pageSize = 100;

/** Everything that happened with the account, newest first, by days of the customer's zone; new entries are written at the top. */
export function TimelineTab({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const common = useText("common");
  const { account } = head;
  const [type, setType] = useState<TimelineType | "all">("all");
  const [limit, setLimit] = useState(pageSize);
  const types = useMemo(() => (type === "all" ? null : [type]), [type]);
  const { data: timeline } = useQuery("accountTimeline", { accountId: account.id, types, limit });
  if (timeline === undefined) return null;
  const used = timelineTypes.filter((one) => timeline.byType[one] !== undefined || one === type);
  const total = Object.values(timeline.byType).reduce((sum, count) => sum + count, 0);
  const items = [
    { id: "all" as const, label: common("value.all"), count: total },
    ...used.map((id) => ({ id, label: domain(`timeline.${id}`), count: timeline.byType[id] })),
  ];
  return (
    <>
      <NoteComposer accountId={account.id} />
      <div className={styles.controls}>
        <Tabs<TimelineType | "all"> label={t("timeline.filter")} items={items} value={type} onChange={setType} />
        <span className={`${styles.meta} ${styles.end}`}>{t("timeline.zone", { zone: timeline.timeZone })}</span>
      </div>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("tab.timeline")}>
        {timeline.rows.length === 0 && <EmptyState title={t("timeline.empty")} text={t("timeline.empty.text")} />}
        <DayGroups rows={timeline.rows} zone={timeline.timeZone} />
        {timeline.total > timeline.rows.length && (
          <div className={styles.padded}>
            <Button onClick={() => setLimit(limit + pageSize)}>
              {t("timeline.more", { count: Math.min(pageSize, timeline.total - timeline.rows.length) })}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function DayGroups({ rows, zone }: { readonly rows: readonly TimelineRow[]; readonly zone: string }): ReactNode {
  const formats = useFormats();
  const days = useMemo(() => {
    const groups = new Map<string, TimelineRow[]>();
    for (const row of rows) {
      const day = formats.day(Date.parse(row.entry.at), zone);
      const group = groups.get(day);
      if (group === undefined) groups.set(day, [row]);
      else group.push(row);
    }
    return [...groups];
  }, [rows, zone, formats]);
  return days.map(([day, entries]) => {
    const [newest] = entries;
    return (
      <section key={day} className={styles.day}>
        <h2>
          {day} {newest !== undefined && formats.weekday(Date.parse(newest.entry.at), zone)}
        </h2>
        <ul className={styles.entries}>
          {entries.map((row) => (
            <Entry key={row.entry.id} row={row} zone={zone} />
          ))}
        </ul>
      </section>
    );
  });
}

function Entry({ row, zone }: { readonly row: TimelineRow; readonly zone: string }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const { entry } = row;
  const atMs = Date.parse(entry.at);
  return (
    <li className={styles.entry}>
      <time className={styles.secondary} dateTime={entry.at} title={common("time.yours", { time: formats.dateTime(atMs) })}>
        {formats.time(atMs, zone)}
      </time>
      <span className={styles.secondary}>{domain(`timeline.${entry.type}`)}</span>
      <span className={styles.entryText}>
        {entry.text}
        {row.incidentNumber !== null && entry.refId !== null && (
          <>
            {" "}
            <Link route={{ screen: "incident", incidentId: entry.refId }}>{row.incidentNumber}</Link>
          </>
        )}
      </span>
      <span className={styles.side}>
        {row.pending ? (
          <span className={styles.pending}>{t("timeline.pending")}</span>
        ) : (
          row.authorName !== null && t("timeline.by", { name: row.authorName })
        )}
      </span>
    </li>
  );
}
