import type { Scenario } from "../../../../shared/domain/account/account.ts";
import { defaultTemplate } from "../../../../shared/domain/outreach/default-templates.ts";
import type { TemplateKey } from "../../../../shared/domain/outreach/outreach-template.ts";
import type { Language } from "../../../../shared/i18n/catalogue.ts";
import { exampleScenario, type MessageTemplate } from "../../../data/queries/message-templates.ts";

/** Which template is looked at. */
export interface TemplateChoice {
  readonly key: TemplateKey;
  readonly language: Language;
  readonly scenario: Scenario | null;
}

/** The template of a choice: the company's own of exactly it, else what a message of that choice would begin with today. */
export function templateAt(templates: readonly MessageTemplate[], choice: TemplateChoice): MessageTemplate {
  const { key, language, scenario } = choice;
  const fitting = templates.filter((one) => one.key === key && one.language === language);
  const own = fitting.find((one) => one.scenario === scenario);
  if (own !== undefined) return own;
  const general = fitting.find((one) => one.scenario === null);
  const text = general === undefined || general.version === 0 ? defaultTemplate(key, language, scenario ?? exampleScenario) : general.text;
  return { ...choice, text, version: 0, versions: [] };
}
