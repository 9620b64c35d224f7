import type { FitReason } from "../../../../shared/domain/knowledge/article-fit.ts";
import { conceptWord } from "../../../../shared/domain/knowledge/glossary.ts";
import type { LikenessReason } from "../../../../shared/domain/knowledge/similar-incidents.ts";
import type { Language } from "../../../../shared/i18n/catalogue.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import { regionName } from "../../../ui/attention-text.ts";
import { carrierName } from "../../../ui/carrier-name.ts";

export interface ReasonTexts {
  readonly t: Text<"knowledge">;
  readonly domain: Text<"domain">;
  readonly account: Text<"account">;
  readonly language: Language;
}

const wordsShown = 4;

/** Why an article or an incident is offered, in the reader's words; what speaks against it last. */
export function reasonWords(reasons: readonly (FitReason | LikenessReason)[], texts: ReasonTexts): string {
  const separator = texts.language === "zh-CN" ? "；" : "; ";
  return reasons
    .map((reason) => oneReason(reason, texts))
    .filter((text) => text !== "")
    .join(separator);
}

function oneReason(reason: FitReason | LikenessReason, { t, domain, account, language }: ReasonTexts): string {
  const list = (items: readonly string[]): string => items.join(language === "zh-CN" ? "、" : ", ");
  switch (reason.type) {
    case "words": {
      // Concepts stand for words of the other language: they are named where words are few.
      const named = reason.concepts.map((concept) => conceptWord(concept, language === "zh-CN" ? "zh" : "en"));
      const words = [...new Set([...reason.words, ...named])].slice(0, wordsShown);
      return words.length === 0 ? "" : t("reason.words", { words: list(words) });
    }
    case "component":
      return t("reason.component", { component: reason.component });
    case "region":
      return t("reason.region", { regions: list(reason.regions.map((region) => regionName(domain, region))) });
    case "carrier":
      return t("reason.carrier", { carriers: list(reason.carriers.map((carrier) => carrierName(carrier, account))) });
    case "platform":
      return t("reason.platform", { platforms: list(reason.platforms) });
    case "sdk":
      return t("reason.sdk", { versions: list(reason.versions) });
    case "uses": {
      const { solved, helped, notHelpful } = reason.tally;
      return t("reason.uses", { good: solved + helped, all: solved + helped + notHelpful });
    }
    case "account":
      return t("reason.account");
    case "outside":
      return t(`reason.outside.${reason.what}`);
  }
}
