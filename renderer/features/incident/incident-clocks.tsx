import type { ReactNode } from "react";
import type { FirstResponse } from "../../../shared/domain/incident/first-response.ts";
import { responseMark, type ResponseMark } from "../../../shared/domain/incident/first-response.ts";
import { timeByTurn, type TimeByTurn } from "../../../shared/domain/incident/incident-times.ts";
import { turns } from "../../../shared/domain/incident/turn.ts";
import { formatClock } from "../../../shared/i18n/format-duration.ts";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { useFormats } from "../../ui/formats.ts";
import { Elapsed, TimeLeft } from "../../ui/live-time.tsx";
import type { State } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { useNow } from "../../ui/now.ts";
import { ClockCell, TargetBar } from "./clock-cell.tsx";
import styles from "./clocks.module.css";
import { TurnBar } from "./turn-bar.tsx";

type Log = NonNullable<IncidentDetail["log"]>;

const hourMs = 3_600_000;

/** Four read-only clocks, computed from the log; they tick by the laptop's clock and need no network. */
export function IncidentClocks({ log }: { readonly log: Log }): ReactNode {
  const t = useText("incidents");
  return (
    <>
      <div className={styles.clocks}>
        <ResponseClock response={log.response} />
        <OpenedClock log={log} />
        <StateClock log={log} />
        <UpdateClock log={log} />
      </div>
      <p className={styles.note}>{t("clock.note")}</p>
    </>
  );
}

const markStates: Readonly<Record<ResponseMark, State>> = {
  kept: "good",
  late: "risk",
  running: "good",
  warning: "watch",
  overdue: "critical",
  unknown: "unknown",
};

function ResponseClock({ response }: { readonly response: FirstResponse }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  const nowMs = useNow(response.kind === "waiting" ? "second" : "minute");
  const mark = responseMark(response, nowMs);
  const state = markStates[mark];
  return (
    <ClockCell
      title={t("clock.response")}
      mark={{ state, label: t(`clock.response.${mark}`) }}
      tone={mark === "overdue" || mark === "warning" ? state : undefined}
      bar={<TargetBar used={usedShare(response, nowMs)} state={state} />}
      detail={responseDetail()}
    >
      {response.kind === "given" ? took(response.tookMs) : response.kind === "waiting" ? <TimeLeft dueMs={response.dueMs} /> : "—"}
    </ClockCell>
  );

  function took(ms: number): string {
    return ms < hourMs ? formatClock(ms) : formats.duration(ms);
  }

  function responseDetail(): string {
    switch (response.kind) {
      case "given":
        return t("clock.response.given", {
          time: formats.dateTime(response.atMs, formats.zone, nowMs),
          actor: response.event.actor ?? "",
          target: formats.duration(response.targetMs),
        });
      case "waiting":
        return t("clock.response.due", {
          target: formats.duration(response.targetMs),
          time: formats.dateTime(response.dueMs, formats.zone, nowMs),
        });
      case "unknown":
        return t("clock.response.unknown.why");
      case "ended":
        return t("clock.response.ended.why");
    }
  }
}

function usedShare(response: FirstResponse, nowMs: number): number {
  if (response.kind === "given") return response.tookMs / response.targetMs;
  if (response.kind === "waiting") return 1 - (response.dueMs - nowMs) / response.targetMs;
  return 0;
}

function OpenedClock({ log }: { readonly log: Log }): ReactNode {
  const t = useText("incidents");
  const nowMs = useNow("minute");
  const { history } = log;
  const times = timeByTurn(history, history.endedMs ?? nowMs);
  const formats = useFormats();
  return (
    <ClockCell
      title={t(history.endedMs === null ? "clock.opened" : "clock.took")}
      bar={<TurnBar times={times} />}
      detail={<TurnWords times={times} />}
    >
      {history.endedMs === null ? <Elapsed sinceMs={history.openedMs} /> : formats.duration(history.endedMs - history.openedMs)}
    </ClockCell>
  );
}

/** The parts of the whole time in words, nothing for parties that never had it. */
export function TurnWords({ times }: { readonly times: TimeByTurn }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  return turns
    .filter((turn) => times[turn] > 0)
    .map((turn) => t(`share.${turn}`, { duration: formats.duration(times[turn]) }))
    .join(" · ");
}

function StateClock({ log }: { readonly log: Log }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  const formats = useFormats();
  const { now, history } = log;
  const nowMs = useNow("minute");
  const share = (nowMs - now.stateSinceMs) / Math.max(1, nowMs - history.openedMs);
  return (
    <ClockCell
      title={`${t("clock.turn")} · ${domain(`incidentState.${now.state}`)}`}
      bar={<TargetlessBar share={share} />}
      detail={t("clock.turn.detail", { time: formats.dateTime(now.stateSinceMs, formats.zone, nowMs), turn: t(`turn.word.${now.turn}`) })}
    >
      <Elapsed sinceMs={now.stateSinceMs} />
    </ClockCell>
  );
}

function UpdateClock({ log }: { readonly log: Log }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { history } = log;
  const told = history.lastCustomerUpdateMs;
  const share = (nowMs - history.lastUpdateMs) / Math.max(1, nowMs - history.openedMs);
  return (
    <ClockCell
      title={t("clock.update")}
      bar={<TargetlessBar share={share} />}
      detail={told === null ? t("clock.update.untold") : t("clock.update.told", { time: formats.dateTime(told, formats.zone, nowMs) })}
    >
      <Elapsed sinceMs={history.lastUpdateMs} />
    </ClockCell>
  );
}

/** How much of the time since the opening this is: there is no target to measure it against. */
function TargetlessBar({ share }: { readonly share: number }): ReactNode {
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={styles.fill} style={{ inlineSize: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </div>
  );
}
