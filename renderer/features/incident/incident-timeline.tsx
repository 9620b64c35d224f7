import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { eventChanges } from "../../../shared/domain/incident/event-changes.ts";
import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { turnOf } from "../../../shared/domain/incident/turn.ts";
import { useFormats } from "../../ui/formats.ts";
import { changeWords } from "../../ui/incident-words.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./incident-timeline.module.css";

export interface IncidentTimelineProps {
  readonly history: IncidentHistory;
  /** Index of the entry under the playhead. */
  readonly at: number;
  readonly onMove: (index: number) => void;
}

/** Every entry of the log, newest first, with what it changed, who made it and the source row. */
export function IncidentTimeline({ history, at, onMove }: IncidentTimelineProps): ReactNode {
  const t = useText("incidents");
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const count = history.events.length;
  const sourced = history.events.some((event) => event.source !== null);
  return (
    <section className={styles.timeline} aria-label={t("timeline.title")}>
      <header className={styles.head}>
        <h2>{t("timeline.title")}</h2>
        <span>{t("timeline.count", { count })}</span>
        {history.outOfOrder > 0 && (
          <span className={styles.disorder} title={t("timeline.disorder.why")}>
            <StateMark state="watch" label={t("timeline.disorder", { count: history.outOfOrder })} />
          </span>
        )}
      </header>
      <ol className={styles.list} reversed>
        {history.events
          .map((event, index) => (
            <li key={event.id}>
              <Entry
                event={event}
                sourced={sourced}
                before={history.events[index - 1] ?? null}
                current={index === at}
                onClick={() => onMove(index)}
                {...(index === at ? { buttonRef: here } : {})}
              />
            </li>
          ))
          .toReversed()}
      </ol>
    </section>
  );
}

interface EntryProps {
  readonly event: IncidentEvent;
  readonly before: IncidentEvent | null;
  readonly current: boolean;
  /** Some entry of the log names its source row. */
  readonly sourced: boolean;
  readonly onClick: () => void;
  readonly buttonRef?: React.Ref<HTMLButtonElement>;
}

function Entry({ event, before, current, sourced, onClick, buttonRef }: EntryProps): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const atMs = Date.parse(event.at);
  const words = changeWords(t, domain, event, eventChanges(before, event));
  const newDay = before === null || formats.day(Date.parse(before.at)) !== formats.day(atMs);
  return (
    <button
      type="button"
      ref={buttonRef}
      className={sourced ? `${styles.entry} ${styles.sourced}` : styles.entry}
      aria-current={current ? "true" : undefined}
      tabIndex={current ? 0 : -1}
      onClick={onClick}
    >
      <time dateTime={event.at} className={styles.time} title={`${formats.day(atMs)} ${formats.timeSeconds(atMs)} ${formats.zone}`}>
        {newDay && <span className={styles.day}>{formats.monthDay(atMs)}</span>}
        {formats.time(atMs)}
      </time>
      <span className={`${styles.dot} ${styles[turnOf(event.state)] ?? ""}`} aria-hidden="true" />
      <span className={styles.text} title={words}>
        {words}
      </span>
      <span className={styles.actor}>{event.actor ?? ""}</span>
      {sourced && (
        <span className={styles.source} title={sourceWords()}>
          {event.source === null ? "—" : `:${event.source.line}`}
          <span className={styles.hidden}>{sourceWords()}</span>
        </span>
      )}
    </button>
  );

  function sourceWords(): string {
    return event.source === null ? t("timeline.source.none") : t("timeline.source", { file: event.source.file, line: event.source.line });
  }
}
