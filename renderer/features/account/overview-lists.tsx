import type { ReactNode } from "react";
import { daysUntil } from "../../../shared/domain/contract/days-left.ts";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import { turnOf } from "../../../shared/domain/incident/turn.ts";
import { useQuery } from "../../data/hooks.ts";
import { patchWithInverse } from "../../data/inverse-edits.ts";
import type { HeldTask } from "../../data/queries/account-records.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import { Elapsed } from "../../ui/live-time.tsx";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useText } from "../../ui/text.ts";
import { TurnMark } from "../../ui/turn-mark.tsx";
import styles from "./account.module.css";
import { Section } from "./section.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

const dayMs = 86_400_000;

interface OfAccount {
  readonly accountId: string;
}

/** The worst five, with whose move each is. */
export function OpenIncidents({ accountId }: OfAccount & { readonly nowMs: number }): ReactNode {
  const t = useText("account");
  const incidents = useQuery("accountIncidents", { accountId }).data ?? [];
  const open = incidents.filter((incident) => isOpen(incident.state));
  return (
    <Section
      title={t("incidents.open")}
      meta={open.length === 0 ? undefined : open.length}
      end={
        incidents.length > 0 && (
          <Link route={{ screen: "account", accountId, tab: "incidents" }}>{t("incidents.more", { count: incidents.length })}</Link>
        )
      }
    >
      {open.length === 0 && <p className={styles.none}>{t("incidents.none")}</p>}
      <ul className={styles.rows}>
        {open.slice(0, 5).map((incident) => (
          <li key={incident.id}>
            <SeverityBadge severity={incident.severity} />
            <span className={styles.main}>
              <Link route={{ screen: "incident", incidentId: incident.id }} quiet>
                {incident.number} {incident.title}
              </Link>
            </span>
            <span className={styles.side}>
              <TurnMark turn={turnOf(incident.state)} />
            </span>
            <span className={styles.side}>
              <Elapsed sinceMs={Date.parse(incident.openedAt)} short />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Open tasks by due day; a click on the box finishes one, which can be undone. */
export function OpenTasks({ accountId, nowMs, zone }: OfAccount & { readonly nowMs: number; readonly zone: string }): ReactNode {
  const t = useText("account");
  const tasks = (useQuery("accountTasks", { accountId }).data ?? []).filter(({ record }) => record.state === "open");
  return (
    <Section title={t("tasks.title")} meta={tasks.length === 0 ? undefined : tasks.length}>
      {tasks.length === 0 && <p className={styles.none}>{t("tasks.none")}</p>}
      <ul className={styles.rows}>
        {tasks.slice(0, 6).map((task) => (
          <TaskLine key={task.record.id} task={task} nowMs={nowMs} zone={zone} />
        ))}
      </ul>
    </Section>
  );
}

function TaskLine({ task, nowMs, zone }: { readonly task: HeldTask; readonly nowMs: number; readonly zone: string }): ReactNode {
  const t = useText("account");
  const formats = useFormats();
  const edit = useRecordEdit();
  const { record } = task;
  const late = record.dueOn === null ? 0 : -daysUntil(record.dueOn, nowMs, zone);
  const finish = (): void => {
    const { edit: patch, inverse } = patchWithInverse("task", record, { state: "done", doneOn: formats.day(nowMs) });
    void edit({ edits: [patch], inverses: [inverse] }, t("tasks.finished", { title: record.title }));
  };
  return (
    <li>
      <Checkbox label={`${t("tasks.done")}: ${record.title}`} hideLabel checked={false} onChange={finish} />
      <span className={styles.main}>{record.title}</span>
      {task.pending && <span className={styles.pending}>{t("pending")}</span>}
      <span className={styles.side}>{task.ownerName}</span>
      {record.dueOn !== null && (
        <span className={cx(styles.side, late > 0 && styles.late)}>
          {late > 0 ? t("tasks.late", { days: formats.number(late) }) : t("tasks.due", { day: record.dueOn.slice(5) })}
        </span>
      )}
    </li>
  );
}

export function NextEvents({ accountId, nowMs, zone }: OfAccount & { readonly nowMs: number; readonly zone: string }): ReactNode {
  const t = useText("account");
  const formats = useFormats();
  const events = useQuery("accountEvents", { accountId }).data ?? [];
  return (
    <Section title={t("events.title")}>
      {events.length === 0 && <p className={styles.none}>{t("events.none")}</p>}
      <ul className={styles.rows}>
        {events.slice(0, 4).map(({ record, pending }) => {
          const startMs = Date.parse(record.startsAt);
          const days = Math.ceil((startMs - nowMs) / dayMs);
          return (
            <li key={record.id}>
              <span className={styles.main}>{record.name}</span>
              {pending && <span className={styles.pending}>{t("pending")}</span>}
              {record.upliftFactor !== null && <span className={styles.side}>{t("events.uplift", { factor: record.upliftFactor })}</span>}
              <span className={styles.side} title={formats.dateTime(startMs)}>
                {formats.dateTime(startMs, zone)}
              </span>
              <span className={styles.side}>{days <= 0 ? t("events.now") : t("events.in", { days: formats.number(days) })}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

export function LatestEntries({ accountId }: OfAccount): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  const timeline = useQuery("accountTimeline", { accountId, types: null, limit: 5 }).data;
  return (
    <Section title={t("latest.title")} end={<Link route={{ screen: "account", accountId, tab: "timeline" }}>{t("latest.all")}</Link>}>
      {timeline !== undefined && timeline.rows.length === 0 && <p className={styles.none}>{t("latest.none")}</p>}
      <ul className={styles.rows}>
        {timeline?.rows.map(({ entry, pending }) => (
          <li key={entry.id}>
            <span className={styles.side}>{domain(`timeline.${entry.type}`)}</span>
            <span className={styles.main} title={entry.text}>
              {entry.text}
            </span>
            {pending && <span className={styles.pending}>{t("pending")}</span>}
            <span className={styles.side} title={formats.dateTime(Date.parse(entry.at))}>
              {formats.day(Date.parse(entry.at), timeline.timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
