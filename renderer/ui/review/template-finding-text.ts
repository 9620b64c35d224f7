import type { TemplateFinding } from "../../../shared/domain/review/export/pptx/brand/template-preflight.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";

/** What will look otherwise than in the template, and what is done about it. */
export function templateFindingText(finding: TemplateFinding, t: Text<"brandTemplates">): string {
  switch (finding.code) {
    case "font_missing":
      return t("finding.font_missing", { font: finding.font, fallback: finding.fallback });
    case "east_asian_font_missing":
      return finding.font === null
        ? t("finding.no_east_asian_font", { fallback: finding.fallback })
        : t("finding.east_asian_font_missing", { font: finding.font, fallback: finding.fallback });
    case "contrast":
      return t("finding.contrast", { text: finding.text, paper: finding.paper, ratio: finding.ratio });
    case "paper_put_under":
      return t("finding.paper_put_under", { layout: finding.layout });
    case "placeholder_missing":
      return t("finding.placeholder_missing", { layout: finding.layout, placeholder: t(`placeholder.${finding.placeholder}`) });
    case "title_too_small":
      return t("finding.title_too_small", { layout: finding.layout, size: finding.sizePt });
    default:
      return assertNever(finding);
  }
}
