import type { BrandFault } from "../../../../shared/domain/review/export/pptx/brand/brand-template-parts.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";

/** Why a file is not taken as a template. */
export function brandFaultText(fault: BrandFault, t: Text<"brandTemplates">): string {
  switch (fault.code) {
    case "not_widescreen":
      return t("fault.not_widescreen", { width: fault.width, height: fault.height });
    case "external_link":
    case "embedded_object":
    case "unsupported_part":
      return t(`fault.${fault.code}`, { part: fault.part });
    default:
      return t(`fault.${fault.code}`);
  }
}
