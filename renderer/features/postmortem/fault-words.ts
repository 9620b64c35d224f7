import type { BoundValue } from "../../../shared/domain/outreach/bound-value.ts";
import { tokenMark } from "../../../shared/domain/outreach/message-text.ts";
import type { PostmortemFault } from "../../../shared/domain/postmortem/postmortem-faults.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";

/** A fault in words of the reader's language. */
export function faultWords(fault: PostmortemFault, t: Text<"postmortem">, bound: readonly BoundValue[]): string {
  const place = t(`section.${fault.place}`);
  switch (fault.code) {
    case "empty":
      return t("fault.empty", { place });
    case "no-prevention":
      return t("fault.no-prevention");
    case "other-customer":
      return t("fault.other-customer", { place, name: fault.name });
    case "internal-name":
      return t("fault.internal-name", { place, name: fault.name });
    case "missing-token":
      return t("fault.missing-token", { place, token: fault.token });
    case "number":
      return fault.token === null
        ? t("fault.number", { place, text: fault.text })
        : t("fault.number.token", { place, text: fault.text, token: tokenMark(fault.token) });
    case "contradicts":
      return t("fault.contradicts", {
        place,
        text: fault.text,
        measured: bound.find(({ token }) => token === fault.token)?.text ?? fault.token,
      });
  }
}
