import { languageOf } from "../../i18n/catalogue.ts";
import type { Account } from "../account/account.ts";
import type { Incident } from "../incident/incident.ts";
import type { Article, ArticleText } from "../knowledge/article.ts";
import { mentions } from "./people-roles.ts";
import type { Postmortem } from "./postmortem.ts";

export interface PostmortemArticle {
  readonly fields: Omit<Article, "id">;
  /** Names of customers that still stand in it: none may. */
  readonly named: readonly string[];
}

const customer = { "zh-CN": "客户", en: "the customer" } as const;

/** Key of the article of an incident: the same from every laptop. */
export function postmortemArticleKey(incident: Pick<Incident, "number">): string {
  return `incident-${incident.number.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`.slice(0, 80).replace(/-+$/, "");
}

/**
 * A draft of an article for colleagues from what a postmortem says of cause, workaround and fix, without the customer's name. `texts` are with
 * their values in place. `customers` are the names and aliases of every customer.
 */
export function postmortemArticle(input: {
  readonly postmortem: Postmortem;
  readonly incident: Incident;
  readonly account: Pick<Account, "name" | "aliases" | "code">;
  readonly customers: readonly string[];
  readonly authorId: string;
  readonly nowMs: number;
  readonly note: string;
}): PostmortemArticle {
  const { postmortem: pm, incident, account, customers, authorId, nowMs } = input;
  const language = languageOf(pm.locale);
  const own = [account.name, ...account.aliases].filter((name) => name.trim().length > 1).toSorted((a, b) => b.length - a.length);
  const plain = (text: string): string =>
    own.reduce((said, name) => {
      if (!mentions(said, name)) return said;
      return said.replaceAll(new RegExp(name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), "giu"), customer[language]);
    }, text);
  const body: ArticleText = {
    title: plain(incident.title).slice(0, 300),
    symptom: plain(pm.impactText),
    investigation: plain(pm.rootCause),
    solution: plain([pm.workaround, pm.longTermFix].filter((text) => text.trim() !== "").join("\n\n")),
    cautions: plain(pm.regressionCheck),
  };
  const all = Object.values(body).join("\n");
  const { affected } = incident;
  return {
    named: [...new Set([...own, ...customers])].filter((name) => name.trim().length > 2 && mentions(all, name)),
    fields: {
      key: postmortemArticleKey(incident),
      version: 1,
      state: "draft",
      zh: language === "zh-CN" ? body : null,
      en: language === "en" ? body : null,
      component: incident.component ?? null,
      regions: [...new Set([...(incident.region === null ? [] : [incident.region]), ...(affected?.regions ?? [])])],
      carriers: [...(affected?.carriers ?? [])],
      platforms: [...(affected?.platforms ?? [])],
      sdkRange: "",
      tags: [pm.cause],
      incidentIds: [incident.id],
      authorId,
      at: new Date(nowMs).toISOString(),
      note: input.note,
    },
  };
}
