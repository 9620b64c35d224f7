import type { ReactNode } from "react";
import { useRef } from "react";
import { type CauseCategory, causeCategories } from "../../../shared/domain/incident/incident.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { tokenMark } from "../../../shared/domain/outreach/message-text.ts";
import type { PostmortemSection } from "../../../shared/domain/postmortem/sections.ts";
import { changePostmortem, writeSection } from "../../data/postmortem/postmortem-edits.ts";
import { useMergedText } from "../../data/postmortem/use-merged-text.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { useFormats } from "../../ui/formats.ts";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { TextArea } from "../../ui/text-field.tsx";
import { placeId } from "./places.ts";
import styles from "./postmortem.module.css";
import { useReportedEdit } from "./use-reported-edit.ts";

interface EditorProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly writable: boolean;
}

interface SectionProps extends EditorProps {
  readonly section: PostmortemSection;
  readonly children?: ReactNode;
}

/** A section as text with its places of values; kept as it is typed. */
export function SectionEditor({ section, view, record, writable, children }: SectionProps): ReactNode {
  const t = useText("postmortem");
  const run = useReportedEdit();
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useMergedText(record[section], (seen, value) => {
    void run({ edits: [writeSection(record.id, section, seen, value)], inverses: [] }, null);
  });
  const insert = (token: string): void => {
    const field = area.current;
    const [from, to] = [field?.selectionStart ?? text.value.length, field?.selectionEnd ?? text.value.length];
    text.write(`${text.value.slice(0, from)}${tokenMark(token)}${text.value.slice(to)}`);
    field?.focus();
  };
  return (
    <section className={styles.part} id={placeId(section)} data-place={section} tabIndex={-1} aria-label={t(`section.${section}`)}>
      <h2>
        {t(`section.${section}`)}
        {writable && <span className={styles.kept}>{text.dirty ? t("saving") : ""}</span>}
      </h2>
      {children}
      <TextArea
        ref={area}
        aria-label={t(`section.${section}`)}
        lang={record.locale}
        value={text.value}
        readOnly={!writable}
        title={writable ? undefined : t("frozen")}
        maxLength={20_000}
        onChange={text.write}
        onBlur={text.flush}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          document.getElementById(placeId(section))?.focus();
        }}
      />
      {writable && (
        <details className={styles.tokens}>
          <summary>{t("tokens")}</summary>
          <div>
            {view.bound.map((one) => (
              <button key={one.token} type="button" title={tokenMark(one.token)} onClick={() => insert(one.token)}>
                {one.text}
              </button>
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

/** The kind of cause, with what the guess rests on. */
export function CauseField({ view, record, writable }: EditorProps): ReactNode {
  const t = useText("postmortem");
  const domain = useText("domain");
  const formats = useFormats();
  const run = useReportedEdit();
  const { cause } = view.draft;
  const { why } = cause;
  const event = why?.type === "word" ? view.work.history?.events.find(({ id }) => id === why.eventId) : undefined;
  const said =
    why === null
      ? t("cause.none")
      : why.type === "said"
        ? t("cause.said")
        : t("cause.why", { word: why.word, when: event === undefined ? "" : formats.dateTime(Date.parse(event.at)) });
  return (
    <div className={styles.cause}>
      <label>
        <span>{t("cause")}</span>
        {writable ? (
          <Select<CauseCategory>
            value={record.cause}
            options={causeCategories.map((id) => ({ id, label: domain(`cause.${id}`) }))}
            onChange={(next) => void run(changePostmortem(record, { cause: next }), null)}
          />
        ) : (
          <strong>{domain(`cause.${record.cause}`)}</strong>
        )}
      </label>
      {record.cause === cause.cause && <span className={styles.note}>{said}</span>}
    </div>
  );
}
