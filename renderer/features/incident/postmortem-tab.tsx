import type { ReactNode } from "react";
import { preventionState } from "../../../shared/domain/postmortem/prevention-items.ts";
import { useQuery } from "../../data/hooks.ts";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { InspectorSection } from "../../ui/inspector.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { PostmortemMark } from "../../ui/postmortem/postmortem-mark.tsx";
import { PreventionMark } from "../../ui/postmortem/prevention-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./postmortem-tab.module.css";

/** How far the postmortem is and what was promised with it; the writing is a screen of its own. */
export function PostmortemTab({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("postmortem");
  const formats = useFormats();
  const navigate = useNavigate();
  const nowMs = useNow("minute");
  const { id } = detail.incident;
  const { data } = useQuery("postmortemWork", { incidentId: id });
  if (data === undefined) return null;
  const open = (): void => navigate({ screen: "postmortem", incidentId: id });
  const record = data?.postmortem ?? null;
  if (data === null || record === null) {
    return (
      <InspectorSection title={t("tab.none")}>
        <p className={styles.text}>{data === null ? t("missing.text") : t("begin.text")}</p>
        {data !== null && (
          <Button keyHint="o" onClick={open}>
            {t("action.open")}
          </Button>
        )}
      </InspectorSection>
    );
  }
  return (
    <>
      <InspectorSection
        title={<PostmortemMark state={record.state} />}
        meta={record.publishedAt === null ? undefined : formats.dateTime(Date.parse(record.publishedAt))}
      >
        <dl className={styles.figures}>
          <div>
            <dt>{t("impact.users")}</dt>
            <dd>{formats.number(record.impact?.users)}</dd>
          </div>
          <div>
            <dt>{t("impact.minutes")}</dt>
            <dd>{formats.number(record.impact?.minutes)}</dd>
          </div>
        </dl>
        {record.impact === null && <p className={styles.text}>{t("impact.none")}</p>}
        <Button keyHint="o" onClick={open}>
          {t("action.open")}
        </Button>
      </InspectorSection>
      <InspectorSection title={t("section.prevention")}>
        {data.tasks.length === 0 && <p className={styles.text}>{t("prevention.none")}</p>}
        <ul className={styles.items}>
          {data.tasks.map((task) => (
            <li key={task.id}>
              <span>{task.title}</span>
              <span className={styles.under}>
                <PreventionMark state={preventionState(task, nowMs, formats.zone)} />
                {[data.colleagues.find((one) => one.id === task.ownerId)?.name, task.dueOn].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
        </ul>
      </InspectorSection>
    </>
  );
}
