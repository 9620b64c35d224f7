import type { Text } from "../../shared/i18n/catalogues.ts";

/** Carriers whose names differ between the languages; the others are shown as they are. */
const known = ["telecom", "mobile", "unicom"] as const;

export function carrierName(carrier: string, t: Text<"account">): string {
  const found = known.find((one) => one === carrier);
  return found === undefined ? carrier : t(`carrier.${found}`);
}
