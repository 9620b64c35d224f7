import type { Scenario } from "../account/account.ts";
import { languageOf } from "../../i18n/catalogue.ts";
import { defaultTemplate } from "./default-templates.ts";
import type { MessageText } from "./message-text.ts";
import type { OutreachTemplate, TemplateKey } from "./outreach-template.ts";

/** A template with where it comes from; version 0 is the product's own. */
export interface TemplateInForce extends MessageText {
  readonly key: TemplateKey;
  readonly version: number;
  /** Language of its words. */
  readonly locale: string;
}

/**
 * The template that a message is written from. A company's own goes before the product's; the customer's exact language before the nearest one of
 * the console; the scenario's own before the one for all; then the highest version.
 */
export function templateInForce(
  key: TemplateKey,
  locale: string,
  scenario: Scenario,
  records: readonly OutreachTemplate[],
): TemplateInForce {
  const language = languageOf(locale);
  const fitting = records.filter(
    (one) => one.key === key && (one.locale === locale || one.locale === language) && (one.scenario === null || one.scenario === scenario),
  );
  const [best] = fitting.toSorted(
    (a, b) =>
      Number(b.locale === locale) - Number(a.locale === locale) ||
      Number(b.scenario !== null) - Number(a.scenario !== null) ||
      b.version - a.version ||
      (a.at < b.at ? 1 : -1),
  );
  if (best !== undefined) return { key, version: best.version, locale: best.locale, subject: best.subject, body: best.body };
  return { key, version: 0, locale: language, ...defaultTemplate(key, language, scenario) };
}
