import type { Scenario } from "../../../shared/domain/account/account.ts";
import { languages, type Language } from "../../../shared/i18n/catalogue.ts";
import { defaultTemplate } from "../../../shared/domain/outreach/default-templates.ts";
import type { MessageText } from "../../../shared/domain/outreach/message-text.ts";
import { templateKeys, type TemplateKey } from "../../../shared/domain/outreach/outreach-template.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { defineQuery } from "../query.ts";

/** One template: what it says now, and every version that the company wrote. */
export interface MessageTemplate {
  readonly key: TemplateKey;
  readonly language: Language;
  /** null = for every scenario that has none of its own. */
  readonly scenario: Scenario | null;
  readonly text: MessageText;
  /** 0 = the product's own words. */
  readonly version: number;
  /** Newest first. */
  readonly versions: readonly { readonly record: RecordOf<"outreachTemplate">; readonly authorName: string | null }[];
}

export interface MessageTemplates {
  readonly templates: readonly MessageTemplate[];
  /** Templates are a lead's to change. */
  readonly mayEdit: boolean;
}

/** A scenario whose words stand for all where the product has no general ones. */
export const exampleScenario: Scenario = "show_live";

/** The company's and the product's templates, by what they are for, language and scenario: the general ones, and those of a scenario that has its own. */
export const messageTemplates = defineQuery<undefined, MessageTemplates>({
  dependsOn: ["outreachTemplate", "user"],
  run: (store) => {
    const records = store.all("outreachTemplate");
    const userId = store.userId();
    const role = userId === undefined ? undefined : store.get("user", userId)?.role;
    const templates = templateKeys.flatMap((key) =>
      languages.flatMap((language) => {
        const own = records.filter((record) => record.key === key && record.locale === language);
        const scenarios = [...new Set([null, ...own.map((record) => record.scenario)])];
        return scenarios.map((scenario): MessageTemplate => {
          const versions = own
            .filter((record) => record.scenario === scenario)
            .toSorted((a, b) => b.version - a.version || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
            .map((record) => ({ record, authorName: store.get("user", record.authorId)?.name ?? null }));
          const [newest] = versions;
          const text = newest?.record ?? defaultTemplate(key, language, scenario ?? exampleScenario);
          return {
            key,
            language,
            scenario,
            text: { subject: text.subject, body: text.body },
            version: newest?.record.version ?? 0,
            versions,
          };
        });
      }),
    );
    return { templates, mayEdit: role === "lead" || role === "admin" };
  },
});
