import type { ReactNode } from "react";
import type { IncidentEvent } from "../../../shared/domain/incident/incident-event.ts";
import type { SlaReading } from "../../../shared/domain/sla/sla-reading.ts";
import { useFormats } from "../../ui/formats.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./handoff-ledger.module.css";
import { openPromises } from "./sla/promises.ts";

/** What the customer is waiting for, by its time: what entries promised, and the next update by the policy. */
export function PromisedNext({ events, reading }: { readonly events: readonly IncidentEvent[]; readonly reading: SlaReading }): ReactNode {
  const t = useText("sla");
  const formats = useFormats();
  const update = reading.current.next_update;
  const updateMs = update === null || update.stoppedMs !== null ? null : update.dueMs;
  const rows = [
    ...openPromises(events, reading.atMs).map(({ eventId, what, dueMs, by, late }) => ({ key: eventId, what, dueMs, by: by ?? "", late })),
    ...(updateMs === null ? [] : [{ key: "update", what: t("promises.update"), dueMs: updateMs, by: "", late: updateMs <= reading.atMs }]),
  ].toSorted((a, b) => a.dueMs - b.dueMs);
  return (
    <div className={styles.sum}>
      <h3>
        {t("promises.title")} {rows.length > 0 && <span className={styles.number}>{rows.length}</span>}
      </h3>
      {rows.length === 0 ? (
        <p>{t("promises.none")}</p>
      ) : (
        <ul className={styles.promises}>
          {rows.map(({ key, what, dueMs, by, late }) => (
            <li key={key}>
              <time dateTime={new Date(dueMs).toISOString()}>{formats.dateTime(dueMs)}</time>
              <span className={styles.what} title={what}>
                {what}
              </span>
              {late && <StateMark state="risk" label={t("promises.late")} />}
              <span className={styles.by}>{by}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
