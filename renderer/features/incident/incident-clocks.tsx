import { type ReactNode, useMemo } from "react";
import { clockKinds, type ClockKind } from "../../../shared/domain/sla/clock-kinds.ts";
import type { SlaPolicyDefinition } from "../../../shared/domain/sla/sla-policy.ts";
import type { SlaClock, SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import { ClockCell, TargetBar } from "./clock-cell.tsx";
import styles from "./clocks.module.css";
import { clockNow } from "./sla/clock-now.ts";
import { bothTimes, calendarWords, clockMarks, countdown, policyWords } from "./sla/sla-words.ts";

export interface IncidentClocksProps {
  readonly reading: SlaReading;
  readonly definition: SlaPolicyDefinition;
  /** IANA zone of the customer; null = no account. */
  readonly customerZone: string | null;
}

/** What is promised, as it runs by this laptop's own clock: no network, no question to the store. */
export function IncidentClocks({ reading, definition, customerZone }: IncidentClocksProps): ReactNode {
  return (
    <div className={styles.clocks}>
      {clockKinds.map((kind) => {
        const clock = reading.current[kind];
        return clock === null ? (
          <NoClock key={kind} kind={kind} reading={reading} definition={definition} />
        ) : (
          <LiveClock key={kind} clock={clock} reading={reading} definition={definition} customerZone={customerZone} />
        );
      })}
    </div>
  );
}

function LiveClock({ clock, reading, definition, customerZone }: IncidentClocksProps & { readonly clock: SlaClock }): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const nowMs = useNow(clock.stoppedMs === null ? "second" : "minute");
  const now = clockNow(clock, reading.atMs, nowMs);
  const state = clockMarks[clock.state];
  const share = formats.percent(Math.max(0, now.usedShare), 0);
  const open = clock.stoppedMs === null;
  const tone = clock.state === "warning" || clock.state === "breached" || clock.state === "missed" ? state : undefined;
  const parts = [
    t("clock.limit", { target: formats.duration(clock.targetMs) }),
    t("clock.used", { share }),
    ...(now.pausedMs >= 1000 ? [t("clock.pausedFor", { duration: formats.duration(now.pausedMs) })] : []),
    calendarWords(clock.calendar, definition, t),
  ];
  const when = useWhen(clock, now.counts, nowMs, customerZone);
  return (
    <ClockCell
      title={domain(`clock.${clock.clock}`)}
      mark={{ state, label: t(`clock.mark.${clock.state}`) }}
      tone={tone}
      bar={<TargetBar used={now.usedShare} state={state} warningShare={definition.warningShare} />}
      detail={
        <>
          <span title={when}>{when}</span>
          <span title={parts.join(" · ")}>{parts.join(" · ")}</span>
        </>
      }
    >
      {open ? (
        <time dateTime={clock.dueMs === null ? undefined : new Date(clock.dueMs).toISOString()}>{countdown(now.remainingMs, formats)}</time>
      ) : (
        countdown(now.elapsedMs, formats)
      )}
    </ClockCell>
  );
}

/** When it stopped, runs out or ran out. Writing an instant costs more than all else on a tick: it is written anew once a minute. */
function useWhen(clock: SlaClock, counts: boolean, nowMs: number, customerZone: string | null): string {
  const t = useText("sla");
  const formats = useFormats();
  const { stoppedMs, dueMs } = clock;
  const minuteStartMs = Math.floor(nowMs / 60_000) * 60_000;
  const late = dueMs !== null && dueMs <= nowMs;
  return useMemo(() => {
    const at = (ms: number): string => bothTimes(ms, minuteStartMs, customerZone, formats, t);
    if (stoppedMs !== null) return t("clock.stopped", { time: at(stoppedMs) });
    if (dueMs === null) return t("clock.stands");
    const due = t(late ? "clock.wasDue" : "clock.due", { time: at(dueMs) });
    return counts ? due : `${due} · ${t("clock.offHours")}`;
  }, [stoppedMs, dueMs, late, counts, minuteStartMs, customerZone, formats, t]);
}

function NoClock({
  kind,
  reading,
  definition,
}: {
  readonly kind: ClockKind;
  readonly reading: SlaReading;
  readonly definition: SlaPolicyDefinition;
}): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const severity = reading.clocks.at(-1)?.severity;
  const promised = severity !== undefined && definition.targets[severity][kind] !== null;
  return (
    <ClockCell
      title={domain(`clock.${kind}`)}
      mark={{ state: "unknown", label: t(promised ? "clock.mark.pending" : "clock.mark.none") }}
      bar={<div className={styles.bar} aria-hidden="true" />}
      detail={<span>{t(promised ? "clock.pending" : "clock.none", { policy: policyWords(reading.policy, t) })}</span>}
    >
      —
    </ClockCell>
  );
}
