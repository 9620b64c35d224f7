import type { ReactNode } from "react";
import { clockKinds } from "../../../shared/domain/sla/clock-kinds.ts";
import { promiseState } from "../../../shared/domain/sla/next-promise.ts";
import type { ClockState, SlaClock, SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { TimeLeft } from "../../ui/live-time.tsx";
import { useNowAs } from "../../ui/now.ts";
import { StateShape, type State } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";

const shapes: Readonly<Record<ClockState, State>> = {
  running: "good",
  warning: "watch",
  breached: "critical",
  paused: "unknown",
  met: "good",
  missed: "risk",
  void: "unknown",
};

/** The four promises of an incident: what is left of each, or how it was kept. */
export function ClockFacts({ reading }: { readonly reading: SlaReading }): ReactNode {
  const t = useText("incidents");
  const domain = useText("domain");
  return (
    <FactList
      facts={clockKinds.map((kind) => {
        const clock = reading.current[kind];
        return { label: domain(`clock.${kind}`), value: clock === null ? t("clock.notPromised") : <ClockFact clock={clock} /> };
      })}
    />
  );
}

function ClockFact({ clock }: { readonly clock: SlaClock }): ReactNode {
  const domain = useText("domain");
  const formats = useFormats();
  const { state: read, dueMs, warnMs, stoppedMs } = clock;
  const runs = read === "running" || read === "warning" || read === "breached";
  const state: ClockState = useNowAs((nowMs) => (runs ? promiseState({ dueMs, warnMs, paused: false }, nowMs) : read));
  return (
    <>
      <StateShape state={shapes[state]} /> {domain(`clockState.${state}`)}
      {runs && dueMs !== null && (
        <>
          {" · "}
          <TimeLeft dueMs={dueMs} />
        </>
      )}
      {stoppedMs !== null && ` · ${formats.dateTime(stoppedMs)}`}
    </>
  );
}
