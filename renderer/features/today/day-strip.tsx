import type { ReactNode } from "react";
import type { DayEvent, DayEntry, DayPromise, DayStrip as Strip } from "../../data/queries/day-strip.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import type { Route } from "../../ui/routes.ts";
import { StateShape } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./day-strip.module.css";
import { packLane, stripHours, stripWindow, type PackedLane } from "./strip-lanes.ts";

const maxRows = 2;
/** Share of the strip that the label of now covers to either side: an hour under it would show through. */
const nowLabel = 0.045;

/** The reader's day by the hour: promises, planned events, agenda, and now. */
export function DayStrip({ strip }: { readonly strip: Strip }): ReactNode {
  const t = useText("today");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const window = stripWindow(strip, nowMs);
  const share = (ms: number): number => (ms - window.fromMs) / (window.toMs - window.fromMs);
  const promises = packLane(
    strip.promises.map((promise) => ({ promise, fromMs: promise.atMs, toMs: promise.atMs })),
    window,
    0.22,
    maxRows,
  );
  const events = packLane(strip.events, window, 0.16, maxRows);
  const agenda = packLane(
    strip.agenda.map((entry) => ({ entry, fromMs: entry.atMs, toMs: entry.atMs })),
    window,
    0.16,
    maxRows,
  );
  return (
    <section className={styles.strip} aria-label={t("strip.label")}>
      <div className={styles.axis} aria-hidden="true">
        {stripHours(window)
          .filter((atMs) => Math.abs(share(atMs) - share(nowMs)) > nowLabel)
          .map((atMs) => (
            <span key={atMs} style={{ insetInlineStart: `${share(atMs) * 100}%` }}>
              {formats.time(atMs)}
            </span>
          ))}
        <b style={{ insetInlineStart: `${share(nowMs) * 100}%` }}>{formats.time(nowMs)}</b>
      </div>
      <Lane name={t("strip.promises")} lane={promises}>
        {({ promise }) => <PromiseMark promise={promise} late={promise.atMs < nowMs} />}
      </Lane>
      <Lane name={t("strip.events")} lane={events}>
        {(event) => <EventBar event={event} />}
      </Lane>
      <Lane name={t("strip.agenda")} lane={agenda} end={strip.tasksDue > 0 ? t("strip.tasks", { count: strip.tasksDue }) : undefined}>
        {({ entry }) => (
          <EntryMark entry={entry} words={t("strip.entry", { type: domain(`timeline.${entry.type}`), account: entry.accountName })} />
        )}
      </Lane>
      <div className={styles.over} aria-hidden="true">
        <span className={styles.past} style={{ inlineSize: `${share(nowMs) * 100}%` }} />
        <span className={styles.now} style={{ insetInlineStart: `${share(nowMs) * 100}%` }} />
      </div>
    </section>
  );
}

interface LaneProps<T> {
  readonly name: string;
  readonly lane: PackedLane<T>;
  readonly end?: string | undefined;
  readonly children: (item: T) => ReactNode;
}

function Lane<T>({ name, lane, end, children }: LaneProps<T>): ReactNode {
  const t = useText("today");
  return (
    <div className={styles.laneRow}>
      <span className={styles.laneName}>{name}</span>
      <ul className={styles.lane} style={{ blockSize: `calc(${lane.rows} * var(--space-24))` }}>
        {lane.placed.map(({ item, row, left, width }, index) => (
          <li
            key={index}
            style={{ insetInlineStart: `${left * 100}%`, inlineSize: `${width * 100}%`, insetBlockStart: `calc(${row} * var(--space-24))` }}
          >
            {children(item)}
          </li>
        ))}
        {lane.placed.length === 0 && end === undefined && <li className={styles.none}>{t("strip.none")}</li>}
        {(lane.hidden > 0 || end !== undefined) && (
          <li className={styles.end}>
            {lane.hidden > 0 && t("strip.more", { count: lane.hidden })} {end}
          </li>
        )}
      </ul>
    </div>
  );
}

function PromiseMark({ promise, late }: { readonly promise: DayPromise; readonly late: boolean }): ReactNode {
  const t = useText("today");
  const formats = useFormats();
  const time = formats.time(promise.atMs);
  const domain = useText("domain");
  const words =
    promise.type === "promise"
      ? t("strip.promise", { time, number: promise.number, clock: domain(`clock.${promise.clock}`) })
      : t("strip.answer", { time, account: promise.accountName });
  const route: Route =
    promise.type === "promise"
      ? { screen: "incident", incidentId: promise.incidentId }
      : { screen: "account", accountId: promise.accountId, tab: "contacts" };
  const urgent = promise.type === "promise" && (promise.severity === "P0" || promise.severity === "P1");
  return (
    <Mark words={words} route={route}>
      <StateShape state={late ? "critical" : urgent ? "risk" : "watch"} />
    </Mark>
  );
}

function EventBar({ event }: { readonly event: DayEvent }): ReactNode {
  const t = useText("today");
  return (
    <Mark
      framed
      words={t("strip.event", { account: event.accountName, name: event.name })}
      route={{ screen: "account", accountId: event.accountId, tab: "usage" }}
    />
  );
}

function EntryMark({ entry, words }: { readonly entry: DayEntry; readonly words: string }): ReactNode {
  return <Mark framed words={words} route={{ screen: "account", accountId: entry.accountId, tab: "timeline" }} />;
}

function Mark({
  words,
  route,
  framed = false,
  children,
}: {
  readonly words: string;
  readonly route: Route;
  readonly framed?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className={framed ? `${styles.mark} ${styles.framed}` : styles.mark}
      title={words}
      onClick={() => navigate(route)}
    >
      {children}
      <span>{words}</span>
    </button>
  );
}
