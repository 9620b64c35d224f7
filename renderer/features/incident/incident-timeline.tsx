import type { ReactNode } from "react";
import { useEffect, useMemo, useRef } from "react";
import { eventChanges } from "../../../shared/domain/incident/event-changes.ts";
import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import type { SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import { cx } from "../../ui/cx.ts";
import { useFormats } from "../../ui/formats.ts";
import { changeWords } from "../../ui/incident-words.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./incident-timeline.module.css";
import { rungsAhead } from "./sla/ladder-strip.ts";
import { useMarkWords } from "./sla/use-mark-words.ts";
import { entryLook, timelineMarks, type TimelineMark } from "./timeline-marks.ts";

export interface IncidentTimelineProps {
  readonly history: IncidentHistory;
  readonly reading: SlaReading;
  readonly definition: SlaPolicyDefinition;
  /** Index of the entry under the playhead. */
  readonly at: number;
  readonly onMove: (index: number) => void;
  /** At the right of the title: what can be written. */
  readonly actions: ReactNode;
}

/** At most so many rungs are told ahead. */
const foreseenLimit = 2;

/** Every entry of the log, newest first, with what it changed, who made it, what it is to the promises, and the source row. */
export function IncidentTimeline({ history, reading, definition, at, onMove, actions }: IncidentTimelineProps): ReactNode {
  const t = useText("incidents");
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const marks = useMemo(() => timelineMarks(history.events, reading, definition.ladder), [history, reading, definition]);
  const count = history.events.length;
  const sourced = history.events.some((event) => event.source !== null);
  return (
    <section className={styles.timeline} aria-label={t("timeline.title")}>
      <header className={styles.head}>
        <h2>{t("timeline.title")}</h2>
        <span className={styles.count}>{t("timeline.count", { count })}</span>
        {history.outOfOrder > 0 && (
          <span title={t("timeline.disorder.why")}>
            <StateMark state="watch" label={t("timeline.disorder", { count: history.outOfOrder })} />
          </span>
        )}
        <span className={styles.actions}>{actions}</span>
      </header>
      <div className={styles.list}>
        <Foreseen reading={reading} />
        <ol reversed>
          {history.events
            .map((event, index) => (
              <li key={event.id}>
                <Entry
                  event={event}
                  sourced={sourced}
                  before={history.events[index - 1] ?? null}
                  marks={marks.get(event.id) ?? []}
                  current={index === at}
                  onClick={() => onMove(index)}
                  {...(index === at ? { buttonRef: here } : {})}
                />
              </li>
            ))
            .toReversed()}
        </ol>
      </div>
    </section>
  );
}

/** What comes by itself if nothing changes. */
function Foreseen({ reading }: { readonly reading: SlaReading }): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  return rungsAhead(reading)
    .slice(0, foreseenLimit)
    .toReversed()
    .map((rung) => (
      <p key={`${rung.clock} ${rung.cycle} ${rung.index}`} className={styles.foreseen}>
        <time className={styles.time} dateTime={new Date(rung.dueMs).toISOString()}>
          {formats.day(rung.dueMs) !== formats.day(reading.atMs) && <span className={styles.day}>{formats.monthDay(rung.dueMs)}</span>}
          {formats.time(rung.dueMs)}
        </time>
        <span className={cx(styles.dot, styles.ahead)} aria-hidden="true" />
        <span className={styles.text}>
          {t("foreseen.row", {
            role: domain(`ladderRole.${rung.role}`),
            channel: domain(`ladderChannel.${rung.channel}`),
            clock: domain(`clock.${rung.clock}`),
          })}
        </span>
      </p>
    ));
}

interface EntryProps {
  readonly event: IncidentEvent;
  readonly before: IncidentEvent | null;
  readonly marks: readonly TimelineMark[];
  readonly current: boolean;
  /** Some entry of the log names its source row. */
  readonly sourced: boolean;
  readonly onClick: () => void;
  readonly buttonRef?: React.Ref<HTMLButtonElement>;
}

function Entry({ event, before, marks, current, sourced, onClick, buttonRef }: EntryProps): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const markWords = useMarkWords();
  const atMs = Date.parse(event.at);
  const words = changeWords(t, domain, event, eventChanges(before, event));
  const newDay = before === null || formats.day(Date.parse(before.at)) !== formats.day(atMs);
  const said = marks.map((mark) => markWords(mark)).filter((mark) => mark !== null);
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
      <span className={cx(styles.dot, styles[entryLook(event, before)])} aria-hidden="true" />
      <span className={styles.text} title={[words, ...said.map(({ text }) => text)].join("\n")}>
        {words}
        {said.map(({ state, text }) => (
          <span key={text} className={styles.mark}>
            {state === null ? text : <StateMark state={state} label={text} />}
          </span>
        ))}
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
