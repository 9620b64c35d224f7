import { useState, type ReactNode } from "react";
import { scenarios } from "../../../../shared/domain/account/account.ts";
import { templateKeys } from "../../../../shared/domain/outreach/outreach-template.ts";
import { languages } from "../../../../shared/i18n/catalogue.ts";
import { useQuery } from "../../../data/hooks.ts";
import type { MessageTemplates } from "../../../data/queries/message-templates.ts";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { templateAt, type TemplateChoice } from "./template-choice.ts";
import { TemplateForm } from "./template-form.tsx";
import { TemplateVersions } from "./template-versions.tsx";
import styles from "./templates.module.css";

/** What messages to customers begin with: everybody reads it, a lead writes the company's own words. */
export function TemplatesSection(): ReactNode {
  const t = useText("templates");
  const { data } = useQuery("messageTemplates", undefined);
  if (data === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="templates-title">
      <div>
        <h2 id="templates-title">{t("title")}</h2>
        <p className={styles.hint}>{t("hint")}</p>
        {!data.mayEdit && <p className={styles.hint}>{t("leads")}</p>}
      </div>
      <Templates data={data} />
    </section>
  );
}

function Templates({ data }: { readonly data: MessageTemplates }): ReactNode {
  const t = useText("templates");
  const domain = useText("domain");
  const [choice, setChoice] = useState<TemplateChoice>({ key: "peak-check", language: "zh-CN", scenario: null });
  const template = templateAt(data.templates, choice);
  return (
    <div className={styles.parts}>
      <div className={styles.choice} role="group" aria-label={t("choose")}>
        <Select
          aria-label={t("key")}
          value={choice.key}
          onChange={(key) => setChoice({ ...choice, key })}
          options={templateKeys.map((id) => ({ id, label: t(`key.${id}`) }))}
        />
        <Select
          aria-label={t("language")}
          value={choice.language}
          onChange={(language) => setChoice({ ...choice, language })}
          options={languages.map((id) => ({ id, label: t(`language.${id}`) }))}
        />
        <Select
          aria-label={t("scenario")}
          value={choice.scenario ?? "all"}
          onChange={(scenario) => setChoice({ ...choice, scenario: scenario === "all" ? null : scenario })}
          options={[{ id: "all" as const, label: t("scenario.all") }, ...scenarios.map((id) => ({ id, label: domain(`scenario.${id}`) }))]}
        />
        <span className={styles.version}>
          {template.version === 0 ? t("version.product") : t("version.own", { version: template.version })}
        </span>
      </div>
      <TemplateForm
        key={`${choice.key} ${choice.language} ${choice.scenario ?? ""} ${String(template.version)}`}
        template={template}
        mayEdit={data.mayEdit}
      />
      {template.versions.length > 0 && <TemplateVersions template={template} />}
    </div>
  );
}
