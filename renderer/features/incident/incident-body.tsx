import { ArrowRightLeft, NotebookPen, Scale } from "lucide-react";
import type { ReactNode } from "react";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import type { IncidentSla } from "../../data/queries/incident-sla.ts";
import { ActionBar } from "./actions/action-bar.tsx";
import { ActionPanel } from "./actions/action-panel.tsx";
import { FormButton } from "./actions/form-button.tsx";
import type { Forms } from "./actions/use-forms.ts";
import { HandoffLedger } from "./handoff-ledger.tsx";
import { IncidentClocks } from "./incident-clocks.tsx";
import styles from "./incident-screen.module.css";
import { IncidentTimeline } from "./incident-timeline.tsx";
import { ReplayPanel } from "./replay/replay-panel.tsx";
import { useReplay } from "./replay/use-replay.ts";
import { useLiveSla } from "./sla/use-live-sla.ts";

export interface IncidentBodyProps {
  readonly detail: IncidentDetail;
  readonly log: NonNullable<IncidentDetail["log"]>;
  readonly sla: IncidentSla;
  readonly forms: Forms;
}

/** Clocks, replay, timeline and ledger of an incident whose log is here. */
export function IncidentBody({ detail, log, sla, forms }: IncidentBodyProps): ReactNode {
  const live = useLiveSla(detail);
  const { history } = log;
  const { events } = history;
  const replay = useReplay(history);
  if (live === null) return null;
  const { reading } = live;
  const { definition } = sla.policy;
  return (
    <>
      <IncidentClocks reading={reading} definition={definition} customerZone={detail.account?.timeZone ?? null} />
      <ActionBar reading={reading} state={log.now.state} forms={forms} />
      <ActionPanel detail={detail} history={history} sla={sla} live={live} forms={forms} chosen={events[replay.index]} />
      <ReplayPanel history={history} sla={sla} live={live} replay={replay} />
      <div className={styles.split}>
        <IncidentTimeline
          history={history}
          reading={reading}
          definition={definition}
          at={replay.index}
          onMove={replay.toEntry}
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
