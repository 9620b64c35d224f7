import type { ReactNode } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import { partsOf } from "../../../shared/domain/outreach/message-text.ts";
import { preventionWords, sectionTitle } from "../../../shared/domain/postmortem/postmortem-document.ts";
import { preventionState } from "../../../shared/domain/postmortem/prevention-items.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { useFormats } from "../../ui/formats.ts";
import { useNow } from "../../ui/now.ts";
import { PreventionMark } from "../../ui/postmortem/prevention-mark.tsx";
import { useText } from "../../ui/text.ts";
import { places } from "./places.ts";
import styles from "./postmortem.module.css";

interface PreviewProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly onRows: () => void;
}

/** The page as the customer will read it, with every value in its place; one that was measured leads to its hours. */
export function PostmortemPreview({ view, record, onRows }: PreviewProps): ReactNode {
  const t = useText("postmortem");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const { account, incident, tasks } = view.work;
  const byToken = new Map(view.bound.map((one) => [one.token, one]));
  const language = languageOf(record.locale);
  const shown = tasks.filter((task) => task.state !== "dropped");
  return (
    <section className={styles.preview} aria-label={t("preview")} tabIndex={0}>
      <p className={styles.previewHead}>
        {t("preview")}
        <span>{t("preview.language", { language: t(`language.${language}`) })}</span>
      </p>
      <article className={styles.paper} lang={record.locale}>
        <h3 className={styles.paperTitle}>{incident.title}</h3>
        <p className={styles.paperFacts}>
          {[account.name, incident.number, incident.severity, formats.dateTime(Date.parse(incident.openedAt), account.timeZone)].join(
            " · ",
          )}
        </p>
        {places.map((place) => {
          if (place === "timeline") {
            return record.timeline.length === 0 ? null : (
              <section key={place}>
                <h4>{sectionTitle(place, record.locale)}</h4>
                <ol className={styles.paperTimeline}>
                  {record.timeline.map((entry) => (
                    <li key={`${entry.eventId ?? ""} ${entry.at}`}>
                      <time dateTime={entry.at}>{formats.dateTime(Date.parse(entry.at), account.timeZone)}</time>
                      <span>{entry.text}</span>
                    </li>
                  ))}
                </ol>
              </section>
            );
          }
          if (place === "prevention") {
            return shown.length === 0 ? null : (
              <section key={place}>
                <h4>{sectionTitle(place, record.locale)}</h4>
                <ul className={styles.paperItems}>
                  {shown.map((task) => (
                    <li key={task.id}>
                      <span>{task.title}</span>
                      <span>{task.dueOn ?? "—"}</span>
                      <PreventionMark
                        state={preventionState(task, nowMs, account.timeZone)}
                        label={preventionWords(preventionState(task, nowMs, account.timeZone), record.locale)}
                      />
                    </li>
                  ))}
                </ul>
              </section>
            );
          }
          const text = record[place].trim();
          return text === "" ? null : (
            <section key={place}>
              <h4>{sectionTitle(place, record.locale)}</h4>
              <p className={styles.paperText}>
                {partsOf(text, byToken).map((part, index) => {
                  // A text does not change its order: places are names enough.
                  if (part.type === "text") return <span key={`t${index}`}>{part.text}</span>;
                  return part.bound.token.startsWith("impact_") ? (
                    <button key={`b${index}`} type="button" className={styles.bound} title={`{{ ${part.bound.token} }}`} onClick={onRows}>
                      {part.bound.text}
                    </button>
                  ) : (
                    <span key={`b${index}`} className={styles.bound} title={`{{ ${part.bound.token} }}`}>
                      {part.bound.text}
                    </span>
                  );
                })}
              </p>
            </section>
          );
        })}
      </article>
    </section>
  );
}
