import { ArrowRightLeft, NotebookPen, Scale } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import type { IncidentSla } from "../../data/queries/incident-sla.ts";
import { useKeys } from "../../ui/keys.ts";
import { useText } from "../../ui/text.ts";
import { ActionBar } from "./actions/action-bar.tsx";
import { ActionPanel } from "./actions/action-panel.tsx";
import { FormButton } from "./actions/form-button.tsx";
import type { Forms } from "./actions/use-forms.ts";
import { HandoffLedger } from "./handoff-ledger.tsx";
import { IncidentClocks } from "./incident-clocks.tsx";
import styles from "./incident-screen.module.css";
import { IncidentTimeline } from "./incident-timeline.tsx";
import { cursorIndex, type ReplayCursor, stepEntry, stepTime } from "./replay/replay-cursor.ts";
import { ReplayStrip } from "./replay-strip.tsx";
import { useLiveSla } from "./sla/use-live-sla.ts";

export interface IncidentBodyProps {
  readonly detail: IncidentDetail;
  readonly log: NonNullable<IncidentDetail["log"]>;
  readonly sla: IncidentSla;
  readonly forms: Forms;
}

const minuteMs = 60_000;

/** Clocks, replay, timeline and ledger of an incident whose log is here. */
export function IncidentBody({ detail, log, sla, forms }: IncidentBodyProps): ReactNode {
  const t = useText("incidents");
  const live = useLiveSla(detail);
  const { history } = log;
  const { events } = history;
  const [cursor, setCursor] = useState<ReplayCursor>({ kind: "now" });
  const at = cursorIndex(cursor, events, Number.POSITIVE_INFINITY);
  const move = (index: number): void => setCursor({ kind: "entry", index });
  useKeys([
    { keys: "ArrowLeft", label: t("replay.previous"), group: "screen", run: () => setCursor(stepEntry(cursor, -1, events, Date.now())) },
    { keys: "ArrowRight", label: t("replay.next"), group: "screen", run: () => setCursor(stepEntry(cursor, 1, events, Date.now())) },
    {
      keys: "shift+ArrowLeft",
      label: t("replay.minuteBack"),
      group: "screen",
      run: () => setCursor(stepTime(cursor, -minuteMs, events, Date.now())),
    },
    {
      keys: "shift+ArrowRight",
      label: t("replay.minuteOn"),
      group: "screen",
      run: () => setCursor(stepTime(cursor, minuteMs, events, Date.now())),
    },
  ]);
  if (live === null) return null;
  const { reading } = live;
  const { definition } = sla.policy;
  return (
    <>
      <IncidentClocks reading={reading} definition={definition} customerZone={detail.account?.timeZone ?? null} />
      <ActionBar reading={reading} state={log.now.state} forms={forms} />
      <ActionPanel detail={detail} history={history} sla={sla} live={live} forms={forms} chosen={events[at]} />
      <ReplayStrip history={history} at={at} onMove={move} />
      <div className={styles.split}>
        <IncidentTimeline
          history={history}
          reading={reading}
          definition={definition}
          at={at}
          onMove={move}
          actions={
            <>
              <FormButton name="note" forms={forms} icon={<NotebookPen size={14} aria-hidden="true" />} />
              <FormButton name="mark" forms={forms} icon={<Scale size={14} aria-hidden="true" />} />
            </>
          }
        />
        <HandoffLedger
          history={history}
          reading={reading}
          definition={definition}
          actions={<FormButton name="handOff" forms={forms} icon={<ArrowRightLeft size={14} aria-hidden="true" />} />}
        />
      </div>
    </>
  );
}
