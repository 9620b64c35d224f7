import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { IncidentLink } from "../../../../shared/domain/incident/incident.ts";
import { useDataClient } from "../../../data/data-client-provider.tsx";
import { addLink, removeLink } from "../../../data/incident-head-edits.ts";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import type { IncidentEvidence } from "../../../data/queries/incident-evidence.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { InspectorSection } from "../../../ui/inspector.tsx";
import { Link } from "../../../ui/link.tsx";
import { Select } from "../../../ui/select.tsx";
import { useShell } from "../../../ui/shell-context.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./evidence.module.css";
import { useHeadEdit } from "./use-head-edit.ts";

const relations = ["related", "caused_by", "duplicate_of"] as const satisfies readonly IncidentLink["relation"][];

export interface LinksSectionProps {
  readonly incident: IncidentDetail["incident"];
  readonly linked: IncidentEvidence["linked"];
}

/** Incidents, articles and pages that belong to it. */
export function LinksSection({ incident, linked }: LinksSectionProps): ReactNode {
  const t = useText("incidentActions");
  const edit = useHeadEdit();
  const client = useDataClient();
  const [typed, setTyped] = useState("");
  const [relation, setRelation] = useState<IncidentLink["relation"]>("related");
  const [bad, setBad] = useState(false);
  const links = incident.links ?? [];
  const add = async (): Promise<void> => {
    if (typed.trim() === "") return;
    const target = await client.query("linkTarget", { typed });
    if (target === null || target.ref === incident.id) return setBad(true);
    setTyped("");
    edit(addLink(incident, { ...target, relation }), t("links.added"));
  };
  return (
    <InspectorSection title={t("links.title")} {...(links.length === 0 ? {} : { meta: links.length })}>
      {links.length > 0 && (
        <ul className={styles.links}>
          {links.map((link) => (
            <li key={`${link.type} ${link.ref}`}>
              <span className={styles.relation}>{t(`links.relation.${link.relation}`)}</span>
              <LinkName link={link} linked={linked} />
              <IconButton
                size="small"
                label={t("links.remove", { ref: linked[link.ref]?.number ?? link.ref })}
                icon={<X size={12} aria-hidden="true" />}
                onClick={() => edit(removeLink(incident, link), t("links.removed"))}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          aria-label={t("links.ref")}
          aria-invalid={bad}
          placeholder={t("links.ref")}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setBad(false);
          }}
        />
        <Select
          aria-label={t("links.relation")}
          value={relation}
          onChange={setRelation}
          options={relations.map((id) => ({ id, label: t(`links.relation.${id}`) }))}
        />
        <Button size="small" type="submit" icon={<Plus size={14} aria-hidden="true" />}>
          {t("links.add")}
        </Button>
      </form>
      {bad && (
        <p role="alert" className={styles.bad}>
          {t("links.bad")}
        </p>
      )}
    </InspectorSection>
  );
}

function LinkName({ link, linked }: { readonly link: IncidentLink; readonly linked: IncidentEvidence["linked"] }): ReactNode {
  const { openExternal } = useShell();
  if (link.type === "incident") {
    const known = linked[link.ref];
    return (
      <span className={styles.what} title={known?.title}>
        <Link route={{ screen: "incident", incidentId: link.ref }}>{known?.number ?? link.ref}</Link> {known?.title ?? ""}
      </span>
    );
  }
  if (link.type === "url") {
    return (
      <button type="button" className={styles.url} title={link.ref} onClick={() => openExternal(link.ref)}>
        {link.ref.replace(/^https:\/\//, "")}
      </button>
    );
  }
  return <span className={styles.what}>{link.ref}</span>;
}
