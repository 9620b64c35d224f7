import type { ReactNode } from "react";
import type { RadarRow } from "../../../shared/domain/peak/radar.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { useComposer } from "../../data/outreach/use-composer.ts";
import { usePeakWork } from "../../data/outreach/use-peak-work.ts";
import { OutreachPanel } from "../../ui/compose/outreach-panel.tsx";

/** The message to the customer about the peak under the cursor, with its answer, the request to operations and the checklist. */
export function PeakOutreach({ row }: { readonly row: Pick<RadarRow, "peak" | "accountName"> }): ReactNode {
  const { peak, accountName } = row;
  return <Panel key={peak.peakId} peak={peak} accountName={accountName} />;
}

function Panel({ peak, accountName }: Pick<RadarRow, "peak" | "accountName">): ReactNode {
  const composer = useComposer(peak.accountId, peak.peakId);
  const work = usePeakWork(composer.facts);
  const { phase } = useSyncStatus();
  return (
    <OutreachPanel
      model={composer}
      work={work}
      peak={peak}
      accountName={accountName}
      offline={phase === "offline"}
      keys={{ send: "c", edit: "w" }}
      answerKey="a"
    />
  );
}
