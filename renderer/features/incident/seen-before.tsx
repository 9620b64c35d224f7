import type { ReactNode } from "react";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { InspectorSection } from "../../ui/inspector.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./incident-aside.module.css";

/** What somebody has said to be the same, or its cause: articles that are linked to the incident. Nothing while there is none. */
export function SeenBefore({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidents");
  const known = (detail.incident.links ?? []).filter((link) => link.type === "article");
  if (known.length === 0) return null;
  return (
    <InspectorSection title={t("seen.title")}>
      {known.map((link) => (
        <p key={link.ref} className={styles.known}>
          {link.ref}
        </p>
      ))}
    </InspectorSection>
  );
}
