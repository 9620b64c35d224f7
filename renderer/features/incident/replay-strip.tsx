import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useMemo } from "react";
import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { turnOf } from "../../../shared/domain/incident/turn.ts";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { holderWords } from "../../ui/incident-words.ts";
import { useText } from "../../ui/text.ts";
import { useNow } from "../../ui/now.ts";
import styles from "./replay-strip.module.css";
import { stripLayout } from "./strip-layout.ts";

export interface ReplayStripProps {
  readonly history: IncidentHistory;
  /** Index of the entry under the playhead. */
  readonly at: number;
  readonly onMove: (index: number) => void;
}

/** States, holders and entries over time, from the log alone; waits are hatched. The playhead stands on an entry of the log. */
export function ReplayStrip({ history, at, onMove }: ReplayStripProps): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const layout = useMemo(() => stripLayout(history, nowMs, formats.zone), [history, nowMs, formats.zone]);
  const count = history.events.length;
  const event = history.events[at];
  const head = layout.events[at] ?? 1;
  const later = layout.events.filter((place) => place === null).length;
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const next =
      pressed.key === "Home"
        ? 0
        : pressed.key === "End"
          ? count - 1
          : pressed.key === "ArrowLeft"
            ? at - 1
            : pressed.key === "ArrowRight"
              ? at + 1
              : null;
    if (next === null) return;
    pressed.preventDefault();
    onMove(Math.max(0, Math.min(count - 1, next)));
  };
  const words =
    event === undefined
      ? ""
      : t("replay.words", {
          state: domain(`incidentState.${event.state}`),
          turn: t(`turn.word.${turnOf(event.state)}`),
          holder: holderWords(t, event),
        });
  const stamp = event === undefined ? "" : formats.dateTime(Date.parse(event.at), formats.zone, nowMs);
  return (
    <section className={styles.replay} aria-label={t("replay.title")}>
      <header className={styles.head}>
        <h2>{t("replay.title")}</h2>
        <IconButton
          size="small"
          label={t("replay.first")}
          icon={<ChevronFirst size={14} aria-hidden="true" />}
          disabled={at === 0}
          onClick={() => onMove(0)}
        />
        <IconButton
          size="small"
          label={t("replay.previous")}
          icon={<ChevronLeft size={14} aria-hidden="true" />}
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        />
        <IconButton
          size="small"
          label={t("replay.next")}
          icon={<ChevronRight size={14} aria-hidden="true" />}
          disabled={at >= count - 1}
          onClick={() => onMove(at + 1)}
        />
        <IconButton
          size="small"
          label={t("replay.last")}
          icon={<ChevronLast size={14} aria-hidden="true" />}
          disabled={at >= count - 1}
          onClick={() => onMove(count - 1)}
        />
        <p className={styles.words}>
          <span>{t("replay.at", { time: stamp })}</span> <strong>{words}</strong>
        </p>
        {later > 0 && <span className={styles.later}>{t("replay.later", { count: later })}</span>}
      </header>
      <div className={styles.lanes}>
        <div className={styles.axis} aria-hidden="true">
          {layout.ticks
            .filter((tick) => layout.now === null || layout.now - tick.left > nowLabel)
            .map((tick) => (
              <span key={tick.atMs} style={{ insetInlineStart: `${tick.left * 100}%` }}>
                {tick.days ? formats.day(tick.atMs).slice(layout.endMs - layout.startMs > yearMs ? 0 : 5) : formats.time(tick.atMs)}
              </span>
            ))}
        </div>
        <span className={styles.laneName}>{t("replay.state")}</span>
        <div className={styles.lane}>
          {layout.segments.map(({ item, left, width }) => (
            <span
              key={item.event.id}
              className={`${styles.piece} ${styles[item.turn] ?? ""}`}
              style={{ insetInlineStart: `${left * 100}%`, inlineSize: `${width * 100}%` }}
              title={domain(`incidentState.${item.state}`)}
            />
          ))}
        </div>
        <span className={styles.laneName}>{t("replay.holder")}</span>
        <div className={styles.lane}>
          {layout.holdings.map(({ item, left, width }) => (
            <span
              key={item.event.id}
              className={styles.holding}
              style={{ insetInlineStart: `${left * 100}%`, inlineSize: `${width * 100}%` }}
              title={holderWords(t, item)}
            >
              {item.turn === "us" ? holderWords(t, item) : t(`turn.word.${item.turn}`)}
            </span>
          ))}
        </div>
        <span className={styles.laneName}>{t("replay.events")}</span>
        <div
          className={`${styles.lane} ${styles.events}`}
          role="slider"
          tabIndex={0}
          aria-label={t("replay.slider")}
          aria-valuemin={1}
          aria-valuemax={count}
          aria-valuenow={at + 1}
          aria-valuetext={`${t("replay.at", { time: stamp })} ${words}`}
          onKeyDown={onKeyDown}
        >
          {layout.events.map(
            (place, index) =>
              place !== null && (
                <span
                  key={history.events[index]?.id}
                  role="presentation"
                  className={`${styles.dot} ${index === at ? styles.dotHere : index < at ? styles.dotPast : ""}`}
                  style={{ insetInlineStart: `${place * 100}%` }}
                  onClick={() => onMove(index)}
                />
              ),
          )}
        </div>
        <div className={styles.over} aria-hidden="true">
          {layout.ticks.map((tick) => (
            <span key={tick.atMs} className={styles.gridLine} style={{ insetInlineStart: `${tick.left * 100}%` }} />
          ))}
          {layout.now !== null && (
            <span className={styles.now} style={{ insetInlineStart: `${layout.now * 100}%` }}>
              <i>{t("replay.now")}</i>
            </span>
          )}
          <span className={styles.head2} style={{ insetInlineStart: `${head * 100}%` }} />
        </div>
      </div>
    </section>
  );
}

/** Share of the strip that the word at the line of now covers. */
const nowLabel = 0.06;
const yearMs = 365 * 24 * 3_600_000;
