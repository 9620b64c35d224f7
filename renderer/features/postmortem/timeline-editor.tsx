import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { changePostmortem } from "../../data/postmortem/postmortem-edits.ts";
import { useMergedText } from "../../data/postmortem/use-merged-text.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useText } from "../../ui/text.ts";
import { TextArea } from "../../ui/text-field.tsx";
import { placeId } from "./places.ts";
import styles from "./postmortem.module.css";
import { useReportedEdit } from "./use-reported-edit.ts";

type Entry = RecordOf<"postmortem">["timeline"][number];

interface TimelineProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly writable: boolean;
}

/** What happened when, entry by entry, on the customer's clock. */
export function TimelineEditor({ view, record, writable }: TimelineProps): ReactNode {
  const t = useText("postmortem");
  const run = useReportedEdit();
  const { timeline } = record;
  const change = (next: readonly Entry[], said: string | null): void => void run(changePostmortem(record, { timeline: [...next] }), said);
  const drafted = view.draft.postmortem.timeline;
  const all = view.work.history?.events.length ?? 0;
  return (
    <section className={styles.part} id={placeId("timeline")} data-place="timeline" tabIndex={-1} aria-label={t("section.timeline")}>
      <h2>
        {t("section.timeline")}
        <span className={styles.note}>{t("timeline.left", { shown: timeline.length, all })}</span>
      </h2>
      <ol className={styles.entries}>
        {timeline.map((entry, index) => (
          <TimelineRow
            key={`${entry.eventId ?? ""} ${entry.at}`}
            entry={entry}
            zone={view.work.account.timeZone}
            locale={record.locale}
            writable={writable}
            onText={(text) => text.trim() !== "" && change(timeline.with(index, { ...entry, text: text.slice(0, 1000) }), null)}
            onRemove={() => change(timeline.toSpliced(index, 1), t("timeline.removed"))}
          />
        ))}
      </ol>
      {writable && timeline.length < drafted.length && (
        <Button size="small" onClick={() => change(drafted, t("timeline.restored"))}>
          {t("timeline.all")}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly entry: Entry;
  readonly zone: string;
  readonly locale: string;
  readonly writable: boolean;
  readonly onText: (text: string) => void;
  readonly onRemove: () => void;
}

function TimelineRow({ entry, zone, locale, writable, onText, onRemove }: RowProps): ReactNode {
  const t = useText("postmortem");
  const formats = useFormats();
  const text = useMergedText(entry.text, (_seen, value) => onText(value));
  const when = formats.dateTime(Date.parse(entry.at), zone);
  return (
    <li>
      <time dateTime={entry.at} title={zone}>
        {when}
      </time>
      <TextArea
        rows={1}
        aria-label={t("timeline.text", { when })}
        lang={locale}
        maxLength={1000}
        readOnly={!writable}
        value={text.value}
        onChange={text.write}
        onBlur={text.flush}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          document.getElementById(placeId("timeline"))?.focus();
        }}
      />
      {writable && <IconButton size="small" label={t("timeline.remove")} icon={<X size={14} aria-hidden="true" />} onClick={onRemove} />}
    </li>
  );
}
