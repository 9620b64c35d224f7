import type { ReactNode } from "react";
import { useId, useState } from "react";
import { eventConfidences } from "../../../shared/domain/event/planned-event.ts";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import { regionName } from "../attention-text.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { useNow } from "../now.ts";
import { Segmented } from "../segmented.tsx";
import { Select } from "../select.tsx";
import { useText } from "../text.ts";
import { TextField } from "../text-field.tsx";
import styles from "./event-dialog.module.css";
import { eventFields, type EventField, type EventFields, type EventForm } from "./event-form.ts";

interface EventDialogProps {
  /** Whose event it is. */
  readonly accountName: string;
  readonly title: string;
  readonly start: EventForm;
  readonly regions: readonly string[];
  /** Clock of the audience: days and hours are typed in it. */
  readonly timeZone: string;
  /** Earlier occasions, offered as names with their factor. */
  readonly labels: readonly { readonly name: string; readonly factor: number | null }[];
  readonly onSave: (fields: EventFields) => void;
  readonly onClose: () => void;
}

/** A planned event, new or changed: the fields in the order in which one is told about it, Enter saves from any of them. */
export function EventDialog({ accountName, title, start, regions, timeZone, labels, onSave, onClose }: EventDialogProps): ReactNode {
  const t = useText("peaks");
  const common = useText("common");
  const domain = useText("domain");
  const [form, setForm] = useState(start);
  const [tried, setTried] = useState(false);
  const list = useId();
  const nowMs = useNow("minute");
  const made = eventFields(form, timeZone);
  const set = (part: Partial<EventForm>): void => setForm((before) => ({ ...before, ...part }));
  const error = (field: EventField): string | undefined =>
    tried && !made.ok && made.error.fields.includes(field) ? t(`eventForm.bad.${field}`) : undefined;
  const setName = (name: string): void => {
    const known = labels.find((label) => label.name === name);
    // A name that is chosen brings its factor along, unless one is typed.
    set(known?.factor != null && form.factor === "" ? { name, factor: String(known.factor) } : { name });
  };
  return (
    <Dialog open title={title} onClose={onClose} width={560}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (made.ok) onSave(made.value);
        }}
      >
        <p className={styles.about}>{t("eventForm.about", { name: accountName, offset: formatOffset(nowMs, timeZone) })}</p>
        <div className={styles.wide}>
          <Field stacked label={t("eventForm.name")} error={error("name")}>
            {(control) => <TextField {...control} value={form.name} onChange={setName} list={list} maxLength={300} data-autofocus />}
          </Field>
          <datalist id={list}>
            {labels.map((label) => (
              <option key={label.name} value={label.name}>
                {label.factor === null ? "" : `×${label.factor}`}
              </option>
            ))}
          </datalist>
        </div>
        <Field stacked label={t("eventForm.day")} error={error("day")}>
          {(control) => (
            <TextField {...control} placeholder="2026-11-11" inputMode="numeric" value={form.day} onChange={(day) => set({ day })} />
          )}
        </Field>
        <div className={styles.pair}>
          <Field stacked label={t("eventForm.time")} error={error("time")}>
            {(control) => (
              <TextField {...control} placeholder="20:00" inputMode="numeric" value={form.time} onChange={(time) => set({ time })} />
            )}
          </Field>
          <Field stacked label={t("eventForm.hours")} error={error("hours")}>
            {(control) => <TextField {...control} inputMode="decimal" value={form.hours} onChange={(hours) => set({ hours })} />}
          </Field>
        </div>
        <Field stacked label={t("eventForm.factor")} error={error("factor")} hint={t("eventForm.factor.hint")}>
          {(control) => <TextField {...control} inputMode="decimal" value={form.factor} onChange={(factor) => set({ factor })} />}
        </Field>
        <Field stacked label={t("eventForm.expected")} error={error("expectedPcu")} hint={t("eventForm.expected.hint")}>
          {(control) => (
            <TextField {...control} inputMode="numeric" value={form.expectedPcu} onChange={(expectedPcu) => set({ expectedPcu })} />
          )}
        </Field>
        <Field stacked label={t("eventForm.region")}>
          {(control) => (
            <Select
              {...control}
              value={form.region}
              onChange={(region) => set({ region })}
              options={[{ id: "", label: t("eventForm.everyRegion") }, ...regions.map((id) => ({ id, label: regionName(domain, id) }))]}
            />
          )}
        </Field>
        <Field stacked label={t("eventForm.confidence")}>
          {(control) => (
            <Select
              {...control}
              value={form.confidence}
              onChange={(confidence) => set({ confidence })}
              options={eventConfidences.map((id) => ({ id, label: t(`confidence.${id}`) }))}
            />
          )}
        </Field>
        <div className={styles.wide}>
          <span className={styles.label}>{t("eventForm.toldBy")}</span>
          <Segmented
            label={t("eventForm.toldBy")}
            value={form.toldBy}
            onChange={(toldBy) => set({ toldBy })}
            options={[
              { id: "customer", label: t("toldBy.customer") },
              { id: "csm", label: t("toldBy.csm") },
            ]}
          />
        </div>
        <div className={styles.actions}>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" variant="solid" keyHint="Enter">
            {common("action.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
