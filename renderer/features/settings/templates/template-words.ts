import type { TemplateFault } from "../../../../shared/domain/outreach/check-template.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import { assertNever } from "../../../../shared/kernel/assert-never.ts";

/** Why a template cannot be used, and how to mend it. */
export function faultWords(fault: TemplateFault, t: Text<"templates">): string {
  switch (fault.code) {
    case "broken":
      return t("fault.broken", { message: fault.message });
    case "unknown-tokens":
      return t("fault.unknown", { tokens: fault.tokens.join(", ") });
    case "unguarded-tokens":
      return t("fault.unguarded", { tokens: fault.tokens.join(", "), first: fault.tokens[0] ?? "" });
    case "empty":
      return t("fault.empty");
    default:
      return assertNever(fault);
  }
}
