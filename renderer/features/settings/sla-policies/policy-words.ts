import type { PolicyFault } from "../../../../shared/domain/sla/policy-fault.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";

/** What is wrong, with the values that it is about. */
export function faultText({ code, params }: PolicyFault, t: Text<"slaPolicies">): string {
  const values = Object.entries(params)
    .filter(([name]) => name !== "inclusive" && name !== "with")
    .map(([, value]) => String(value))
    .filter((value) => value !== "");
  const said = values.join(", ");
  return said === "" ? t(`fault.${code}`) : t("fault.with", { fault: t(`fault.${code}`), values: said });
}

/** Where, as the text writes it: `targets.P0.first_response.minutes`, `ladder[2].share`. */
export function placeText(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (place, part) => (typeof part === "number" ? `${place}[${part}]` : place === "" ? part : `${place}.${part}`),
    "",
  );
}
