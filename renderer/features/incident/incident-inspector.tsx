import type { ReactNode } from "react";
import { useState } from "react";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { EvidenceTab } from "./evidence-tab.tsx";
import styles from "./incident-aside.module.css";
import { MessagesTab } from "./messages-tab.tsx";
import { PostmortemTab } from "./postmortem-tab.tsx";

interface InspectorPart {
  readonly id: "evidence" | "messages" | "postmortem";
  readonly body: (props: { readonly detail: IncidentDetail }) => ReactNode;
  /** Shown in grey after the label; undefined = none. */
  readonly count?: (detail: IncidentDetail) => number | undefined;
}

/** Parts of the inspector in their order; each is a component of its own. */
const parts: readonly InspectorPart[] = [
  { id: "evidence", body: EvidenceTab },
  { id: "messages", body: MessagesTab, count: (detail) => detail.log?.history.events.filter(isMessage).length },
  { id: "postmortem", body: PostmortemTab },
];

function isMessage({ type }: { readonly type: string }): boolean {
  return type === "customer_update" || type === "customer_message";
}

/** Beside the incident: what it does and what is known of it, what was said to the customer. */
export function IncidentInspector({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidents");
  const [chosen, setChosen] = useState<InspectorPart["id"]>("evidence");
  const Body = parts.find((part) => part.id === chosen)?.body ?? EvidenceTab;
  return (
    <aside className={styles.aside} aria-label={t("inspector.label")}>
      <div className={styles.tabs}>
        <Tabs
          label={t("inspector.label")}
          variant="underline"
          value={chosen}
          onChange={setChosen}
          items={parts.map(({ id, count }) => ({ id, label: t(`inspector.${id}`), count: count?.(detail) }))}
        />
      </div>
      <div className={styles.scroll} role="tabpanel" aria-label={t(`inspector.${chosen}`)} tabIndex={0}>
        <Body detail={detail} />
      </div>
    </aside>
  );
}
