import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import { icsLimits, type IcsEvent, type IcsFault, type IcsReading } from "../../../shared/domain/event/ics-model.ts";
import { icsPlan } from "../../../shared/domain/event/ics-plan.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { createEvent, changeEvent, deleteEvent, type EventValues } from "../../data/event-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./ics-dialog.module.css";
import type { RecordEdit } from "./use-record-edit.ts";

/** What came of reading a file. */
export type IcsOutcome =
  | { readonly ok: true; readonly value: IcsReading }
  | { readonly ok: false; readonly error: IcsFault }
  | { readonly ok: false; readonly error: { readonly code: "unreadable_file" } };

export interface IcsSubject {
  readonly accountId: string;
  readonly accountName: string;
  readonly regions: readonly string[];
  /** Region of the peak from which the file was opened. */
  readonly region: string;
  readonly timeZone: string;
}

interface IcsDialogProps {
  readonly subject: IcsSubject;
  readonly fileName: string;
  readonly outcome: IcsOutcome;
  readonly events: readonly RecordOf<"plannedEvent">[];
  readonly onSave: (edit: RecordEdit, count: number) => void;
  readonly onClose: () => void;
}

/** What a calendar file would change of an account's planned events, before anything is saved. */
export function IcsDialog({ subject, fileName, outcome, events, onSave, onClose }: IcsDialogProps): ReactNode {
  const t = useText("peaks");
  const common = useText("common");
  const domain = useText("domain");
  const [region, setRegion] = useState(subject.region);
  const plan = useMemo(() => (outcome.ok ? icsPlan(outcome.value.events, events) : null), [outcome, events]);
  if (!outcome.ok || plan === null) {
    return (
      <Dialog
        open
        title={t("ics.title", { file: fileName })}
        onClose={onClose}
        actions={<Button onClick={onClose}>{common("action.close")}</Button>}
      >
        <p role="alert">{outcome.ok ? "" : faultText(outcome.error.code, t)}</p>
      </Dialog>
    );
  }
  const { skipped, outside, cut } = outcome.value;
  const count = plan.added.length + plan.changed.length + plan.removed.length;
  const save = (): void => {
    const made = [
      ...plan.added.map((entry) => createEvent(newRecordId("evt"), subject.accountId, valuesOf(entry, region, null))),
      ...plan.changed.map(({ from, to }) => changeEvent(from, valuesOf(to, from.region ?? "", from))),
      ...plan.removed.map(({ event }) => deleteEvent(event)),
    ];
    onSave({ edits: made.flatMap((one) => one.edits), inverses: made.flatMap((one) => one.inverses) }, count);
  };
  return (
    <Dialog
      open
      title={t("ics.title", { file: fileName })}
      onClose={onClose}
      width={640}
      actions={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="solid" disabled={count === 0} onClick={save}>
            {t("ics.save", { count })}
          </Button>
        </>
      }
    >
      <div className={styles.ics}>
        <Field label={t("ics.for", { name: subject.accountName })}>
          {(control) => (
            <Select
              {...control}
              value={region}
              onChange={setRegion}
              options={[
                { id: "", label: t("eventForm.everyRegion") },
                ...subject.regions.map((id) => ({ id, label: regionName(domain, id) })),
              ]}
            />
          )}
        </Field>
        <div className={styles.list} tabIndex={0} role="group" aria-label={t("ics.preview")}>
          <Part title={t("ics.added")} entries={plan.added} zone={subject.timeZone} />
          <Part title={t("ics.changed")} entries={plan.changed.map((one) => one.to)} zone={subject.timeZone} />
          <Part title={t("ics.removed")} entries={plan.removed.map((one) => one.entry)} zone={subject.timeZone} />
          {skipped.length > 0 && (
            <section>
              <h3>{t("ics.skipped", { count: skipped.length })}</h3>
              <ul>
                {skipped.slice(0, shownFaults).map((one) => (
                  <li key={one.line}>
                    <span className={styles.when}>{t("ics.line", { line: one.line })}</span>
                    <span>
                      {one.name === null ? "" : `${one.name} · `}
                      {t(`ics.skip.${one.code}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <p className={styles.rest}>
          {t("ics.same", { count: plan.same })} {outside > 0 && t("ics.outside", { count: outside })}{" "}
          {cut > 0 && t("ics.cut", { count: cut, limit: icsLimits.occurrences })}
        </p>
      </div>
    </Dialog>
  );
}

const shownFaults = 20;
const shownEntries = 100;

function Part({
  title,
  entries,
  zone,
}: {
  readonly title: string;
  readonly entries: readonly IcsEvent[];
  readonly zone: string;
}): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>
        {title} <span className={styles.count}>{entries.length}</span>
      </h3>
      <ul>
        {entries.slice(0, shownEntries).map((entry) => (
          <li key={entry.uid}>
            <span className={styles.when}>
              {entry.allDay ? formats.day(entry.startMs, zone) : `${formats.day(entry.startMs, zone)} ${formats.time(entry.startMs, zone)}`}
            </span>
            <span>
              {entry.name}
              {entry.zoneAssumed && <span className={styles.count}> {t("ics.zoneAssumed")}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An entry as it is stored. What was told of the event that it changes stays. */
function valuesOf(entry: IcsEvent, region: string, before: RecordOf<"plannedEvent"> | null): EventValues {
  return {
    name: entry.name,
    region: region === "" ? null : region,
    startsAt: new Date(entry.startMs).toISOString(),
    endsAt: new Date(entry.endMs).toISOString(),
    upliftFactor: before?.upliftFactor ?? null,
    expectedPcu: before?.expectedPcu ?? null,
    toldBy: before?.toldBy ?? "customer",
    confidence: before?.confidence ?? "likely",
    source: "ics",
    icsUid: entry.uid,
  };
}

function faultText(code: Extract<IcsOutcome, { readonly ok: false }>["error"]["code"], t: Text<"peaks">): string {
  return code === "too_many_entries" ? t("ics.fault.too_many_entries", { limit: icsLimits.entries }) : t(`ics.fault.${code}`);
}
