import type { Scenario } from "../account/account.ts";
import type { Language } from "../../i18n/catalogue.ts";
import { englishTemplates } from "./templates-en.ts";
import { chineseTemplates } from "./templates-zh.ts";
import type { MessageText } from "./message-text.ts";
import type { TemplateKey } from "./outreach-template.ts";

/** The product's own template, with the words of the scenario where they matter. */
export function defaultTemplate(key: TemplateKey, language: Language, scenario: Scenario): MessageText {
  return (language === "zh-CN" ? chineseTemplates : englishTemplates)[key](scenario);
}
