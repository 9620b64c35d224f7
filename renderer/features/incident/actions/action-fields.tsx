import type { ReactNode } from "react";
import { useId } from "react";
import { severities } from "../../../../shared/domain/incident/incident.ts";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import { pauseStates } from "../../../data/incident-edits.ts";
import { useQuery } from "../../../data/hooks.ts";
import { Field } from "../../../ui/field.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { Segmented } from "../../../ui/segmented.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import styles from "./action-form.module.css";
import { endings, type FormName, type FormValues } from "./form-values.ts";

export interface ActionFieldsProps {
  readonly name: FormName;
  readonly last: IncidentEvent;
  readonly marked: { readonly event: IncidentEvent } | null;
  readonly value: FormValues;
  readonly set: (next: FormValues) => void;
}

/** What a form asks beside words. */
export function ActionFields({ name, last, marked, value, set }: ActionFieldsProps): ReactNode {
  const t = useText("incidentActions");
  const formats = useFormats();
  switch (name) {
    case "note":
    case "workaround":
      return null;
    case "update":
      return <PromiseFields value={value} set={set} />;
    case "message":
      return last.state === "awaiting_customer" ? (
        <label className={styles.check}>
          <input type="checkbox" checked={value.resumes} onChange={(event) => set({ ...value, resumes: event.target.checked })} />
          {t("message.resumes")}
        </label>
      ) : null;
    case "handOff":
      return <HolderFields value={value} set={set} />;
    case "pause": {
      const waits = last.state.startsWith("awaiting_");
      return (
        <Segmented
          label={t("pause.for")}
          value={value.state}
          onChange={(state) => set({ ...value, state })}
          options={[
            ...(waits ? [{ id: "resume" as const, label: t("pause.resume") }] : []),
            ...pauseStates.filter((id) => id !== last.state).map((id) => ({ id, label: t(`pause.${id}`) })),
          ]}
        />
      );
    }
    case "severity":
      return (
        <Segmented
          label={t("severity.to")}
          value={value.severity}
          onChange={(severity) => set({ ...value, severity })}
          options={severities.map((id) => ({ id, label: id }))}
        />
      );
    case "end":
      return (
        <Segmented
          label={t("end.how")}
          value={value.end}
          onChange={(end) => set({ ...value, end })}
          options={endings(last.state).map((id) => ({ id, label: t(`end.${id}`) }))}
        />
      );
    case "mark":
      return marked === null ? (
        <p className={styles.hint}>{t("mark.none")}</p>
      ) : (
        <>
          <p className={styles.entry}>{t("mark.entry", { time: formats.time(Date.parse(marked.event.at)), text: marked.event.text })}</p>
          <Segmented
            label={t("mark.effective")}
            value={value.effective ? "yes" : "no"}
            onChange={(answer) => set({ ...value, effective: answer === "yes" })}
            options={[
              { id: "yes", label: t("mark.yes") },
              { id: "no", label: t("mark.no") },
            ]}
          />
        </>
      );
  }
}

type Part = Pick<ActionFieldsProps, "value" | "set">;

function PromiseFields({ value, set }: Part): ReactNode {
  const t = useText("incidentActions");
  return (
    <div className={styles.pair}>
      <Field label={t("promise.what")} stacked>
        {(control) => <TextField {...control} maxLength={300} value={value.what} onChange={(what) => set({ ...value, what })} />}
      </Field>
      <Field label={t("promise.due")} stacked>
        {(control) => <TextField {...control} type="datetime-local" value={value.due} onChange={(due) => set({ ...value, due })} />}
      </Field>
    </div>
  );
}

function HolderFields({ value, set }: Part): ReactNode {
  const t = useText("incidentActions");
  const known = useId();
  const { data } = useQuery("incidentHolders", undefined);
  return (
    <div className={styles.pair}>
      <Field label={t("handOff.group")} stacked>
        {(control) => (
          <TextField
            {...control}
            list={`${known}-groups`}
            maxLength={120}
            value={value.group}
            onChange={(group) => set({ ...value, group })}
          />
        )}
      </Field>
      <Field label={t("handOff.name")} stacked>
        {(control) => (
          <TextField {...control} list={`${known}-names`} maxLength={120} value={value.name} onChange={(name) => set({ ...value, name })} />
        )}
      </Field>
      <datalist id={`${known}-groups`}>
        {data?.groups.map((group) => (
          <option key={group} value={group}>
            {group}
          </option>
        ))}
      </datalist>
      <datalist id={`${known}-names`}>
        {(data?.people ?? [])
          .filter((person) => value.group.trim() === "" || person.group === null || person.group === value.group.trim())
          .map((person) => (
            <option key={`${person.group ?? ""} ${person.name}`} value={person.name}>
              {person.group ?? ""}
            </option>
          ))}
      </datalist>
    </div>
  );
}
