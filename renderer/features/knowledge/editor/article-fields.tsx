import type { ReactNode } from "react";
import { type ArticleLanguage, articleLanguages, articleSections } from "../../../../shared/domain/knowledge/article.ts";
import { Field } from "../../../ui/field.tsx";
import { TextArea, TextField } from "../../../ui/text-field.tsx";
import { useText } from "../../../ui/text.ts";
import type { ArticleForm, FormFaults } from "./article-form.ts";
import styles from "./editor.module.css";

interface Props {
  readonly form: ArticleForm;
  readonly set: (part: Partial<ArticleForm>) => void;
  readonly faults: FormFaults;
}

const rows = { symptom: 3, investigation: 5, solution: 5, cautions: 2 } as const;

/** Both languages side by side, then what the article is for. */
export function ArticleFields({ form, set, faults }: Props): ReactNode {
  const t = useText("knowledge");
  const title = faults.title === undefined ? undefined : t(faults.title);
  const both = (field: (language: ArticleLanguage) => ReactNode): ReactNode => (
    <div className={styles.pair}>
      {articleLanguages.map((language) => (
        <div key={language} lang={language === "zh" ? "zh-CN" : "en"}>
          {field(language)}
        </div>
      ))}
    </div>
  );
  const labelOf = (section: "title" | (typeof articleSections)[number], language: ArticleLanguage): string =>
    t("diff.section", { section: t(`section.${section}`), language: t(`language.${language}`) });
  return (
    <div className={styles.form}>
      {both((language) => (
        <Field stacked label={labelOf("title", language)} error={title}>
          {(control) => (
            <TextField
              {...control}
              maxLength={300}
              value={form[language].title}
              onChange={(text) => set({ [language]: { ...form[language], title: text } })}
            />
          )}
        </Field>
      ))}
      {articleSections.map((section) => (
        <div key={section}>
          {both((language) => (
            <Field stacked label={labelOf(section, language)}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={rows[section]}
                  maxLength={20_000}
                  value={form[language][section]}
                  onChange={(text) => set({ [language]: { ...form[language], [section]: text } })}
                />
              )}
            </Field>
          ))}
        </div>
      ))}
      <fieldset className={styles.facts}>
        <legend>{t("editor.facts")}</legend>
        <Line
          label={t("fact.component")}
          hint={t("editor.component.hint")}
          value={form.component}
          onChange={(component) => set({ component })}
        />
        <Line
          label={t("fact.sdk")}
          hint={t("editor.sdk.hint")}
          error={faults.sdkRange === undefined ? undefined : t(faults.sdkRange)}
          value={form.sdkRange}
          onChange={(sdkRange) => set({ sdkRange })}
        />
        <Line
          label={t("fact.regions")}
          hint={t("editor.list.hint")}
          error={faults.regions === undefined ? undefined : t(faults.regions)}
          value={form.regions}
          onChange={(regions) => set({ regions })}
        />
        <Line label={t("fact.carriers")} hint={t("editor.list.hint")} value={form.carriers} onChange={(carriers) => set({ carriers })} />
        <Line
          label={t("fact.platforms")}
          hint={t("editor.list.hint")}
          value={form.platforms}
          onChange={(platforms) => set({ platforms })}
        />
        <Line label={t("fact.tags")} hint={t("editor.list.hint")} value={form.tags} onChange={(tags) => set({ tags })} />
      </fieldset>
      <Line label={t("editor.note")} value={form.note} onChange={(note) => set({ note })} />
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Line({ label, hint, error, value, onChange }: LineProps): ReactNode {
  return (
    <Field stacked label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(control) => <TextField {...control} value={value} onChange={onChange} />}
    </Field>
  );
}
