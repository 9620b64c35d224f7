import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useRef } from "react";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import type { SlaReading } from "../../../../shared/domain/sla/sla-reading.ts";
import { cx } from "../../../ui/cx.ts";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import { standingWords } from "../sla/sla-words.ts";
import type { DueMark, ReplayLane, ReplayModel } from "./replay-model.ts";
import styles from "./replay.module.css";
import type { Replay } from "./use-replay.ts";

export interface ReplayLanesProps {
  readonly model: ReplayModel;
  /** By another policy, on the same axis; null = nothing is supposed. */
  readonly supposed: ReplayModel | null;
  readonly reading: SlaReading;
  readonly events: readonly IncidentEvent[];
  readonly replay: Replay;
  /** The sentence of the playhead, read out with it. */
  readonly words: string;
}

/** Share of the strip that the word at the line of now covers. */
const nowLabel = 0.06;
const yearMs = 365 * 24 * 3_600_000;
const minuteMs = 60_000;
/** A due time that stands so far right has its label at the left. */
const dueEdge = 0.9;

/** A lane for each clock, one for the entries, and the playhead over them. */
export function ReplayLanes({ model, supposed, reading, events, replay, words }: ReplayLanesProps): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const strip = useRef<HTMLDivElement>(null);
  const { startMs, endMs } = model;
  const headMs = replay.ms ?? (model.now === null ? endMs : startMs + model.now * (endMs - startMs));
  const head = Math.min(1, Math.max(0, (headMs - startMs) / (endMs - startMs)));
  const seek = (event: PointerEvent): void => {
    const box = strip.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    replay.toInstant(startMs + share * (endMs - startMs));
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const run = { Home: () => replay.toEntry(0), End: replay.toNow, " ": replay.play }[pressed.key];
    if (run === undefined) return;
    pressed.preventDefault();
    run();
  };
  return (
    <div className={styles.lanes}>
      <div className={styles.axis} aria-hidden="true">
        {model.ticks
          .filter((tick) => (model.now === null || Math.abs(model.now - tick.left) > nowLabel) && tick.left < 0.98)
          .map((tick) => (
            <span key={tick.atMs} style={{ insetInlineStart: `${tick.left * 100}%` }}>
              {tick.days ? formats.day(tick.atMs).slice(endMs - startMs > yearMs ? 0 : 5) : formats.time(tick.atMs)}
            </span>
          ))}
      </div>
      {model.lanes.map((lane, i) => (
        <Lane key={lane.clock} name={domain(`clock.${lane.clock}`)} lane={lane} supposed={supposed?.lanes[i] ?? null} reading={reading} />
      ))}
      <span className={styles.laneName}>{t("replay.events")}</span>
      <div
        ref={strip}
        className={cx(styles.lane, styles.events)}
        role="slider"
        tabIndex={0}
        aria-label={t("replay.slider")}
        aria-valuemin={0}
        aria-valuemax={Math.ceil((endMs - startMs) / minuteMs)}
        aria-valuenow={Math.round((headMs - startMs) / minuteMs)}
        aria-valuetext={words}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
        }}
      >
        {model.events.map(
          (place, index) =>
            place !== null && (
              <span
                key={events[index]?.id}
                role="presentation"
                className={cx(styles.dot, index === replay.index ? styles.dotHere : index < replay.index && styles.dotPast)}
                style={{ insetInlineStart: `${place * 100}%` }}
                onPointerDown={(event) => {
                  event.stopPropagation();
                  replay.toEntry(index);
                }}
              />
            ),
        )}
      </div>
      <div className={styles.over} aria-hidden="true">
        {model.ticks.map((tick) => (
          <span key={tick.atMs} className={styles.gridLine} style={{ insetInlineStart: `${tick.left * 100}%` }} />
        ))}
        {model.now !== null && (
          <span className={styles.now} style={{ insetInlineStart: `${model.now * 100}%` }}>
            <i>{t("replay.now")}</i>
          </span>
        )}
        <span className={styles.playhead} style={{ insetInlineStart: `${head * 100}%` }}>
          {replay.ms !== null && (
            <i>{endMs - startMs > 12 * 60 * minuteMs ? formats.dateTime(replay.ms) : formats.timeSeconds(replay.ms)}</i>
          )}
        </span>
      </div>
    </div>
  );
}

interface LaneProps {
  readonly name: string;
  readonly lane: ReplayLane;
  readonly supposed: ReplayLane | null;
  readonly reading: SlaReading;
}

function Lane({ name, lane, supposed, reading }: LaneProps): ReactNode {
  const t = useText("sla");
  const formats = useFormats();
  const clock = reading.current[lane.clock];
  const last = lane.pieces.at(-1);
  const stopped = clock !== null && clock.stoppedMs !== null && last !== undefined && last.left + last.width < 0.8;
  return (
    <>
      <span className={styles.laneName}>{name}</span>
      <div className={styles.lane} role="img" aria-label={`${name}: ${standingWords(clock, { t, formats, nowMs: reading.atMs })}`}>
        {lane.pieces.map((piece) => (
          <span
            key={`${piece.left} ${piece.look}`}
            className={cx(styles.piece, styles[piece.look])}
            style={{ insetInlineStart: `${piece.left * 100}%`, inlineSize: `${piece.width * 100}%` }}
          />
        ))}
        {supposed?.pieces.map((piece) => (
          <span
            key={`if ${piece.left} ${piece.look}`}
            className={cx(styles.supposed, styles[piece.look])}
            style={{ insetInlineStart: `${piece.left * 100}%`, inlineSize: `${piece.width * 100}%` }}
          />
        ))}
        {lane.dues.map((due) => (
          <Due key={due.dueMs} due={due} nowMs={reading.atMs} />
        ))}
        {supposed?.dues.map(
          (due) =>
            due.left !== null && (
              <span key={`if ${due.dueMs}`} className={styles.supposedDue} style={{ insetInlineStart: `${due.left * 100}%` }} />
            ),
        )}
        {stopped && (
          <span className={styles.laneWords} style={{ insetInlineStart: `${(last.left + last.width) * 100}%` }}>
            {standingWords(clock, { t, formats, nowMs: reading.atMs })}
          </span>
        )}
      </div>
    </>
  );
}

function Due({ due, nowMs }: { readonly due: DueMark; readonly nowMs: number }): ReactNode {
  const formats = useFormats();
  const words = formats.day(due.dueMs) === formats.day(nowMs) ? formats.time(due.dueMs) : formats.dateTime(due.dueMs);
  if (due.left === null) return <span className={styles.dueBeyond}>{words} →</span>;
  return (
    <span
      className={cx(styles.due, styles[`due_${due.state}`], due.left > dueEdge && styles.dueLeft)}
      style={{ insetInlineStart: `${due.left * 100}%` }}
    >
      {due.dueMs > nowMs && <i>{words}</i>}
    </span>
  );
}
