import type { ReactNode } from "react";
import { useSyncStatus } from "../../../data/hooks.ts";
import { watchIncident } from "../../../data/incident-head-edits.ts";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { InspectorSection } from "../../../ui/inspector.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./evidence.module.css";
import { useHeadEdit } from "./use-head-edit.ts";

/** Who is told of every new entry; the reader joins or leaves. */
export function WatchersSection({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidentActions");
  const formats = useFormats();
  const edit = useHeadEdit();
  const { user } = useSyncStatus();
  const { incident, watchers } = detail;
  const watches = user !== null && (incident.watcherIds ?? []).includes(user.id);
  return (
    <InspectorSection title={t("watch.title")}>
      <div className={styles.line}>
        <span className={watchers.length === 0 ? styles.none : undefined}>
          {watchers.length === 0 ? t("watch.none") : formats.list(watchers.map(({ name }) => name))}
        </span>
        {user !== null && (
          <Button size="small" pressed={watches} onClick={() => edit(watchIncident(incident, user.id, !watches), t("watch.title"))}>
            {t(watches ? "watch.off" : "watch.on")}
          </Button>
        )}
      </div>
    </InspectorSection>
  );
}
