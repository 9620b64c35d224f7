import type { ReactNode } from "react";
import { useState } from "react";
import { scenarios } from "../../../shared/domain/account/account.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { noticeTypes } from "../../../shared/domain/notice/notice.ts";
import { knownRegions } from "../../../shared/domain/regions.ts";
import { sdkPlatforms } from "../../../shared/domain/sdk/sdk-release.ts";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { changeNotice, writeNotice } from "../../data/notices/notice-edits.ts";
import { regionName } from "../../ui/attention-text.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextField } from "../../ui/text-field.tsx";
import { fieldsOfForm, formFaults, formOf, fromRelease, newNotice, type NoticeForm as Form, noticeLanguages } from "./notice-draft.ts";
import styles from "./notices.module.css";
import { useNoticeEdit } from "./use-notice-edit.ts";
import { useWords } from "./use-words.ts";

const severities = ["low", "medium", "high", "critical"] as const;

/** Writes a notice, or changes one. It concerns whom its versions, platforms, regions and scenarios say. */
export function NoticeForm({ notice, onClose }: { readonly notice: RecordOf<"notice"> | null; readonly onClose: () => void }): ReactNode {
  const { t, domain, quality } = useWords();
  const { user } = useSyncStatus();
  const edit = useNoticeEdit();
  const { data: releases } = useQuery("releaseList", undefined);
  const [form, setForm] = useState<Form>(() => (notice === null ? newNotice : formOf(notice)));
  const [tried, setTried] = useState(false);
  const faults = tried ? formFaults(form) : {};
  const set = (part: Partial<Form>): void => setForm({ ...form, ...part });
  const save = async (state: "draft" | "open"): Promise<void> => {
    setTried(true);
    if (user === null || Object.keys(formFaults(form)).length > 0) return;
    const kept =
      notice === null
        ? { publishedAt: new Date().toISOString(), authorId: user.id, state }
        : { publishedAt: notice.publishedAt, authorId: notice.authorId, state: notice.state };
    const fields = fieldsOfForm(form, kept);
    if (fields === null) return;
    const { authorId: _author, ...changed } = fields;
    const made = notice === null ? writeNotice(newRecordId("ntc"), fields) : changeNotice(notice, changed);
    if (await edit(made, t("form.saved"))) onClose();
  };
  const error = (fault: keyof typeof faults): { readonly error?: string } => {
    const key = faults[fault];
    return key === undefined ? {} : { error: t(key) };
  };
  return (
    <Dialog
      open
      width={760}
      title={t(notice === null ? "form.new" : "form.edit")}
      onClose={onClose}
      actions={
        notice === null ? (
          <>
            <Button onClick={() => void save("draft")}>{t("form.draft")}</Button>
            <Button variant="solid" onClick={() => void save("open")}>
              {t("form.publish")}
            </Button>
          </>
        ) : (
          <Button variant="solid" onClick={() => void save("open")}>
            {t("form.save")}
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          <Field label={t("form.release")} stacked>
            {(control) => (
              <Select
                {...control}
                value={form.releaseId ?? ""}
                options={[
                  { id: "", label: t("form.release.none") },
                  ...(releases ?? []).map(({ id, version }) => ({ id, label: version })),
                ]}
                onChange={(id) => {
                  const release = releases?.find((one) => one.id === id);
                  setForm(release === undefined ? { ...form, releaseId: null } : fromRelease(form, release, releases ?? []));
                }}
              />
            )}
          </Field>
          <Field label={t("form.type")} stacked>
            {(control) => (
              <Select
                {...control}
                value={form.type}
                options={noticeTypes.map((id) => ({ id, label: t(`type.${id}`) }))}
                onChange={(type) => set({ type })}
              />
            )}
          </Field>
          <Field label={t("form.severity")} stacked>
            {(control) => (
              <Select
                {...control}
                value={form.severity}
                options={severities.map((id) => ({ id, label: t(`severity.${id}`) }))}
                onChange={(severity) => set({ severity })}
              />
            )}
          </Field>
        </div>
        {noticeLanguages.map((language, index) => (
          <div key={language} className={styles.form}>
            <Field label={t(`form.title.${language}`)} {...(index === 0 ? error("title") : {})}>
              {(control) => (
                <TextField
                  {...control}
                  lang={language}
                  maxLength={300}
                  value={form.titles[language]}
                  onChange={(title) => set({ titles: { ...form.titles, [language]: title } })}
                />
              )}
            </Field>
            <Field label={t(`form.body.${language}`)}>
              {(control) => (
                <TextArea
                  {...control}
                  lang={language}
                  maxLength={20_000}
                  value={form.bodies[language]}
                  onChange={(body) => set({ bodies: { ...form.bodies, [language]: body } })}
                />
              )}
            </Field>
          </div>
        ))}
        <div className={styles.pair}>
          <Field label={t("form.from")} stacked hint={t("form.version.hint")} {...error("from")}>
            {(control) => <TextField {...control} value={form.from} onChange={(from) => set({ from: from.trim() })} />}
          </Field>
          <Field label={t("form.fixedIn")} stacked {...error("fixedIn")}>
            {(control) => <TextField {...control} value={form.fixedIn} onChange={(fixedIn) => set({ fixedIn: fixedIn.trim() })} />}
          </Field>
          <Field label={t("form.starts")} stacked hint={t("form.when.hint")} {...error("when")}>
            {(control) => <TextField {...control} type="datetime-local" value={form.starts} onChange={(starts) => set({ starts })} />}
          </Field>
          <Field label={t("form.ends")} stacked>
            {(control) => <TextField {...control} type="datetime-local" value={form.ends} onChange={(ends) => set({ ends })} />}
          </Field>
        </div>
        <Choices
          label={t("form.platforms")}
          all={sdkPlatforms}
          chosen={form.platforms}
          words={(platform) => quality(`platform.${platform}`)}
          onChange={(platforms) => set({ platforms })}
        />
        <Choices
          label={t("form.regions")}
          all={[...new Set([...knownRegions.map(({ id }): string => id), ...form.regions])]}
          chosen={form.regions}
          words={(region) => regionName(domain, region)}
          onChange={(regions) => set({ regions })}
        />
        <Choices
          label={t("form.scenarios")}
          all={scenarios}
          chosen={form.scenarios}
          words={(scenario) => domain(`scenario.${scenario}`)}
          onChange={(chosen) => set({ scenarios: chosen })}
        />
      </div>
    </Dialog>
  );
}

/** Some of a few; none = all. */
function Choices<Id extends string>({
  label,
  all,
  chosen,
  words,
  onChange,
}: {
  readonly label: string;
  readonly all: readonly Id[];
  readonly chosen: readonly Id[];
  readonly words: (id: Id) => string;
  readonly onChange: (chosen: Id[]) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <fieldset className={styles.choices}>
      <legend>
        {label} <span className={styles.secondary}>{t("form.any")}</span>
      </legend>
      {all.map((id) => (
        <Checkbox
          key={id}
          label={words(id)}
          checked={chosen.includes(id)}
          onChange={(on) => onChange(all.filter((one) => (one === id ? on : chosen.includes(one))))}
        />
      ))}
    </fieldset>
  );
}
