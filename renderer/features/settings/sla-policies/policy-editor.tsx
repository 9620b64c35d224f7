import { FileUp } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { policyName, type SlaPolicyDefinition } from "../../../../shared/domain/sla/sla-policy.ts";
import type { PolicyVersion, SlaPolicies } from "../../../data/queries/sla-policies.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Segmented } from "../../../ui/segmented.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import { useToast } from "../../../ui/toast.tsx";
import { asForm, asText, checkDraft, isChanged, type DraftFault, type PolicyDraft } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyPreviewPart } from "./policy-preview.tsx";
import { PolicyTextView } from "./policy-text-view.tsx";
import { faultText, placeText } from "./policy-words.ts";
import styles from "./sla-policies.module.css";
import { useSavePolicy } from "./use-save-policy.ts";

interface PolicyEditorProps {
  /** The version that the new one begins with. */
  readonly from: PolicyVersion;
  readonly policies: SlaPolicies;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}

const mostBytes = 1_000_000;

/** A new version from an existing one, in fields or as text; it is saved only when nothing in it contradicts itself and its effect was seen. */
export function PolicyEditor({ from, policies, mayEdit, onClose }: PolicyEditorProps): ReactNode {
  const t = useText("slaPolicies");
  const toast = useToast();
  const [draft, setDraft] = useState<PolicyDraft>({ mode: "form", definition: from.definition });
  const [name, setName] = useState(from.name);
  const [note, setNote] = useState("");
  const [previewed, setPreviewed] = useState<SlaPolicyDefinition | null>(null);
  const save = useSavePolicy(policies);
  const { definition, faults } = checkDraft(draft);
  const changed = isChanged(draft, from.definition) || name !== from.name;
  const nameFits = policyName.safeParse(name).success;
  const seen = definition !== null && previewed !== null && JSON.stringify(previewed) === JSON.stringify(definition);
  const canSave = mayEdit && changed && nameFits && seen;
  const form = asForm(draft);
  const version = save.nextVersion(name);
  const saveDraft = async (): Promise<void> => {
    if (definition !== null && canSave && (await save.run(name, definition, note.trim()))) onClose();
  };
  const take = (text: string): void => setDraft({ mode: "text", text });
  const readFile = async (file: File): Promise<void> => {
    if (file.size > mostBytes) toast({ text: t("file.tooBig"), tone: "error" });
    else take(await file.text());
  };
  return (
    <form
      noValidate
      className={styles.editor}
      aria-label={t("editor", { name: from.version === 0 ? t("builtin") : `${from.name} v${from.version}` })}
      onSubmit={(event) => {
        event.preventDefault();
        if (definition !== null) setPreviewed(definition);
      }}
    >
      <div className={styles.bar}>
        <Segmented
          label={t("mode")}
          options={[
            { id: "form", label: t("mode.form") },
            { id: "text", label: t("mode.text") },
          ]}
          value={draft.mode}
          onChange={(mode) => {
            if (mode === "text") setDraft(asText(draft));
            else if (form === null) toast({ text: t("mode.noForm"), tone: "error" });
            else setDraft(form);
          }}
        />
        {mayEdit && <FileButton onFile={(file) => void readFile(file)} />}
      </div>
      {draft.mode === "form" ? (
        <PolicyForm
          definition={draft.definition}
          faults={faults}
          onChange={mayEdit ? (next) => setDraft({ mode: "form", definition: next }) : null}
        />
      ) : (
        <PolicyTextView text={draft.text} faults={faults} onChange={mayEdit ? take : null} />
      )}
      {draft.mode === "form" && faults.length > 0 && <FaultList faults={faults} />}
      {mayEdit && (
        <>
          {faults.length > 0 && <p className={styles.fault}>{t("refused", { count: faults.length })}</p>}
          {previewed !== null && <PolicyPreviewPart definition={previewed} name={from.name} version={from.version} stale={!seen} />}
          <div className={styles.saving}>
            <Field stacked label={t("name")} error={nameFits ? undefined : t("name.fault")} hint={t("name.hint")}>
              {(control) => <TextField {...control} value={name} maxLength={40} onChange={setName} />}
            </Field>
            <Field stacked label={t("note")} hint={t("note.hint")}>
              {(control) => <TextField {...control} value={note} maxLength={2000} onChange={setNote} />}
            </Field>
          </div>
          <div className={styles.bar}>
            <Button type="submit" disabled={definition === null || !changed}>
              {t("preview")}
            </Button>
            <Button variant="solid" disabled={!canSave} onClick={() => void saveDraft()}>
              {t("save", { name: nameFits ? name : "…", version })}
            </Button>
            <Button variant="ghost" onClick={onClose}>
              {t("discard")}
            </Button>
            {!canSave && changed && definition !== null && <span className={styles.secondary}>{t("save.first")}</span>}
          </div>
        </>
      )}
    </form>
  );
}

function FaultList({ faults }: { readonly faults: readonly DraftFault[] }): ReactNode {
  const t = useText("slaPolicies");
  return (
    <ul className={styles.faults}>
      {faults.map((fault) => (
        <li key={`${fault.code} ${placeText(fault.path)}`}>
          <code>{placeText(fault.path)}</code> {faultText(fault, t)}
        </li>
      ))}
    </ul>
  );
}

function FileButton({ onFile }: { readonly onFile: (file: File) => void }): ReactNode {
  const t = useText("slaPolicies");
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" variant="ghost" icon={<FileUp size={14} aria-hidden="true" />} onClick={() => field.current?.click()}>
        {t("file")}
      </Button>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        className={styles.file}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again.
          event.target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
