import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { faultKey, mayBeAcknowledged, type FaultPlace } from "../../../shared/domain/postmortem/postmortem-faults.ts";
import { useDraft } from "../../data/drafts/use-draft.ts";
import { isWritable, type PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { useKeys } from "../../ui/keys.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/text.ts";
import { BuilderHeader } from "./builder-header.tsx";
import { BuilderOutline } from "./builder-outline.tsx";
import { ImpactFigures } from "./impact-figures.tsx";
import { ImpactRowsDialog } from "./impact-rows-dialog.tsx";
import { goTo, places } from "./places.ts";
import styles from "./postmortem.module.css";
import { PostmortemPreview } from "./postmortem-preview.tsx";
import { PreventionTable } from "./prevention-table.tsx";
import { CauseField, SectionEditor } from "./section-editor.tsx";
import { TimelineEditor } from "./timeline-editor.tsx";

const nothing: readonly string[] = [];

export interface BuilderProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
}

/** Outline and what is still missing at the left, the parts in the middle, the customer's page at the right. */
export function PostmortemBuilder({ view, record }: BuilderProps): ReactNode {
  const t = useText("postmortem");
  const navigate = useNavigate();
  const [at, setAt] = useState<FaultPlace>("summary");
  const [rowsOpen, setRowsOpen] = useState(false);
  const { value: acknowledged, set: setAcknowledged } = useDraft<readonly string[]>(`postmortem ${record.id} seen`, nothing);
  const writable = isWritable(record);
  const open = useMemo(
    () => (writable ? view.faults.filter((fault) => !(mayBeAcknowledged(fault) && acknowledged.includes(faultKey(fault)))) : []),
    [view.faults, acknowledged, writable],
  );
  const move = (by: number): void => {
    const next = places[Math.max(0, Math.min(places.length - 1, places.indexOf(at) + by))] ?? "summary";
    setAt(next);
    goTo(next, false);
  };
  const nextFault = (): void => {
    const from = places.indexOf(at);
    const inOrder = open.toSorted((a, b) => places.indexOf(a.place) - places.indexOf(b.place));
    const next = inOrder.find(({ place }) => places.indexOf(place) > from) ?? inOrder[0];
    if (next === undefined) return;
    setAt(next.place);
    goTo(next.place, true);
  };
  useKeys([
    { keys: "j", label: t("keys.next"), group: "list", run: () => move(1) },
    { keys: "k", label: t("keys.previous"), group: "list", run: () => move(-1) },
    { keys: "e", label: t("keys.edit"), group: "screen", run: () => goTo(at, true) },
    { keys: "f", label: t("keys.fault"), group: "screen", run: nextFault },
    {
      keys: "Escape",
      label: t("keys.back"),
      group: "screen",
      run: () => navigate({ screen: "incident", incidentId: record.incidentId }),
    },
  ]);
  return (
    <Page header={<BuilderHeader view={view} record={record} open={open} />}>
      <div className={styles.builder}>
        <BuilderOutline
          view={view}
          record={record}
          at={at}
          open={open}
          onGo={(place, into) => {
            setAt(place);
            goTo(place, into);
          }}
          onAcknowledge={(fault) => setAcknowledged([...acknowledged, faultKey(fault)])}
        />
        <div className={styles.parts} onFocusCapture={(event) => setAt(placeOf(event.target) ?? at)}>
          {places.map((place) => {
            switch (place) {
              case "timeline":
                return <TimelineEditor key={place} view={view} record={record} writable={writable} />;
              case "prevention":
                return <PreventionTable key={place} view={view} record={record} />;
              case "impactText":
                return (
                  <SectionEditor key={place} section={place} view={view} record={record} writable={writable}>
                    <ImpactFigures view={view} record={record} writable={writable} onRows={() => setRowsOpen(true)} />
                  </SectionEditor>
                );
              case "rootCause":
                return (
                  <SectionEditor key={place} section={place} view={view} record={record} writable={writable}>
                    <CauseField view={view} record={record} writable={writable} />
                  </SectionEditor>
                );
              default:
                return <SectionEditor key={place} section={place} view={view} record={record} writable={writable} />;
            }
          })}
        </div>
        <PostmortemPreview view={view} record={record} onRows={() => setRowsOpen(true)} />
      </div>
      {rowsOpen && <ImpactRowsDialog view={view} record={record} onClose={() => setRowsOpen(false)} />}
    </Page>
  );
}

function placeOf(target: EventTarget): FaultPlace | null {
  const id = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-place]")?.dataset["place"] : undefined;
  return places.find((place) => place === id) ?? null;
}
