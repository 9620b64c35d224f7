import type { ReactNode } from "react";
import type { Article } from "../../../shared/domain/knowledge/article.ts";
import type { UseTally } from "../../../shared/domain/knowledge/article-uses.ts";
import { regionName } from "../../ui/attention-text.ts";
import { carrierName } from "../../ui/carrier-name.ts";
import { useFormats } from "../../ui/formats.ts";
import { useLanguage, useText } from "../../ui/text.ts";

/** What an article is for and how it was used, as facts in words. */
export function useArticleFacts(
  article: Article,
  tally: UseTally,
  authorName: string | null,
): readonly { label: string; value: ReactNode }[] {
  const t = useText("knowledge");
  const domain = useText("domain");
  const account = useText("account");
  const formats = useFormats();
  const language = useLanguage();
  const list = (items: readonly string[]): string => (items.length === 0 ? t("fact.any") : items.join(language === "zh-CN" ? "、" : ", "));
  const when = formats.day(Date.parse(article.at));
  return [
    { label: t("fact.component"), value: article.component ?? t("fact.any") },
    { label: t("fact.regions"), value: list(article.regions.map((region) => regionName(domain, region))) },
    { label: t("fact.carriers"), value: list(article.carriers.map((carrier) => carrierName(carrier, account))) },
    { label: t("fact.platforms"), value: list(article.platforms) },
    { label: t("fact.sdk"), value: article.sdkRange === "" ? t("fact.any") : article.sdkRange },
    ...(article.tags.length === 0 ? [] : [{ label: t("fact.tags"), value: list(article.tags) }]),
    {
      label: t("fact.uses"),
      value: tally.helpedShare === null ? t("fact.uses.none") : t("fact.uses.value", { ...countsOf(tally) }),
    },
    {
      label: t("fact.version"),
      value: t("fact.version.value", { version: formats.number(article.version), when, author: authorName ?? t("use.somebody") }),
    },
  ];
}

function countsOf({ solved, helped, notHelpful }: UseTally): { solved: number; helped: number; notHelpful: number } {
  return { solved, helped, notHelpful };
}
