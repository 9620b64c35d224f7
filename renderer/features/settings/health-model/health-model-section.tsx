import { useState, type ReactNode } from "react";
import { checkHealthModel } from "../../../../shared/domain/health/check-health-model.ts";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import { modelChanges } from "../../../../shared/domain/health/model-changes.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { HealthModels } from "../../../data/queries/health-models.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { useKeys } from "../../../ui/keys.ts";
import { useText } from "../../../ui/text.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { ComponentTable } from "./component-table.tsx";
import type { EditedScope } from "./draft-edits.ts";
import { GradesForm } from "./grades-form.tsx";
import styles from "./health-model.module.css";
import { ModelPreview } from "./model-preview.tsx";
import { ModelVersions } from "./model-versions.tsx";
import { faultText, placeText } from "./model-words.ts";
import { ScopeBar } from "./scope-bar.tsx";
import { nextVersion, useSaveModel } from "./use-save-model.ts";

/** Weights, targets, curves and grades: everybody reads them, a lead changes them after seeing what that does. */
export function HealthModelSection(): ReactNode {
  const t = useText("healthModel");
  const { data: models } = useQuery("healthModels", undefined);
  if (models === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="health-model-title">
      <div className={styles.intro}>
        <h2 id="health-model-title">{t("title")}</h2>
        <p className={styles.secondary}>{t("inForce", { version: models.inForceVersion })}</p>
      </div>
      <ModelForm models={models} />
    </section>
  );
}

function ModelForm({ models }: { readonly models: HealthModels }): ReactNode {
  const t = useText("healthModel");
  const health = useText("health");
  const domain = useText("domain");
  const [draft, setDraft] = useState<HealthModelDefinition | null>(null);
  const [previewed, setPreviewed] = useState<HealthModelDefinition | null>(null);
  const [scope, setScope] = useState<EditedScope>(null);
  const [note, setNote] = useState("");
  const save = useSaveModel(models);
  const definition = draft ?? models.inForce;
  const checked = checkHealthModel(definition);
  const faults = checked.ok ? [] : checked.error.faults;
  const isChanged = draft !== null && (faults.length > 0 || modelChanges(models.inForce, draft).length > 0);
  const shownScope = scope !== null && scope < definition.variants.length ? scope : null;
  const onChange = models.mayEdit ? setDraft : null;
  const canPreview = isChanged && checked.ok;
  const canSave = canPreview && previewed === draft;
  const reset = (): void => {
    setDraft(null);
    setPreviewed(null);
    setNote("");
  };
  const saveDraft = async (): Promise<void> => {
    if (canSave && (await save(definition, note.trim()))) reset();
  };
  useKeys(
    canSave
      ? [
          {
            keys: "mod+Enter",
            label: t("save.version", { version: nextVersion(models) }),
            group: "screen",
            inFields: true,
            run: () => void saveDraft(),
          },
        ]
      : [],
  );
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canPreview) setPreviewed(draft);
      }}
    >
      <p className={styles.secondary}>{t("intro")}</p>
      {!models.mayEdit && <p className={styles.secondary}>{t("readOnly")}</p>}
      <ScopeBar definition={definition} scope={shownScope} onScope={setScope} onChange={onChange} />
      {shownScope !== null && <p className={styles.secondary}>{t("scope.inherited")}</p>}
      <ComponentTable definition={definition} scope={shownScope} faults={faults} onChange={onChange} />
      {shownScope === null && <GradesForm definition={definition} faults={faults} onChange={onChange} />}
      {isChanged && faults.length > 0 && (
        <div className={styles.faults}>
          <p className={styles.fault}>{t("fault.count", { count: faults.length })}</p>
          <ul>
            {faults.map((fault) => (
              <li key={`${fault.code} ${fault.path.join(".")}`}>
                {t("fault.at", {
                  place: placeText(fault, definition.variants, { model: t, health, domain }),
                  reason: faultText(fault, { model: t, domain }),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isChanged && (
        <div className={styles.actions}>
          <Button type="submit" disabled={!canPreview}>
            {t("preview")}
          </Button>
          <Button variant="ghost" onClick={reset}>
            {t("discard")}
          </Button>
        </div>
      )}
      {isChanged && previewed !== null && checked.ok && <ModelPreview definition={previewed} stale={!canSave} />}
      {isChanged && (
        <div className={styles.saving}>
          <Field label={t("note")} hint={canSave ? t("note.hint") : t("save.first")}>
            {(control) => <TextField {...control} value={note} maxLength={2000} onChange={setNote} />}
          </Field>
          <Button variant="solid" disabled={!canSave} keyHint="mod+Enter" onClick={() => void saveDraft()}>
            {t("save.version", { version: nextVersion(models) })}
          </Button>
        </div>
      )}
      <ModelVersions
        versions={models.versions}
        onBack={
          models.mayEdit
            ? (version) => {
                reset();
                void save(version.definition, t("note.back", { version: version.version }));
              }
            : null
        }
      />
    </form>
  );
}
