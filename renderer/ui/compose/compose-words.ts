import type { ChosenWay } from "../../../shared/domain/outreach/choose-contact.ts";
import type { Composition } from "../../../shared/domain/outreach/compose-message.ts";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { definedTokens } from "./token-keys.ts";
import type { Formats } from "../formats.ts";

interface Words {
  readonly t: Text<"outreach">;
  readonly domain: Text<"domain">;
  readonly formats: Formats;
}

export function wayWords({ way, sender, to }: ChosenWay, { t, domain }: Pick<Words, "t" | "domain">): string {
  switch (way) {
    case "smtp":
      return t("way.smtp", { via: sender?.name ?? "" });
    case "eml":
      return t("way.eml");
    case "mailto":
      return t("way.mailto");
    case "phone":
      return t("way.phone", { to: to ?? "" });
    case "wecom":
    case "feishu":
    case "dingtalk":
    case "slack":
    case "teams":
      return t("way.group", { channel: domain(`channel.${way}`), via: sender?.name ?? "" });
  }
}

export function languageWords({ contact, locale, template }: Composition, t: Text<"outreach">): string {
  const asked = contact?.locale ?? locale;
  const language = languageOf(template.locale);
  if (language === "en" && !asked.startsWith("en") && template.locale !== asked) return t("language.fallback", { locale: asked });
  return t("language.customer", { language: t(`language.${language}`) });
}

export function momentWords({ contact, moment }: Composition, nowMs: number, { t, formats }: Words): string {
  if (contact === null || moment === null) return "—";
  const time = formats.time(nowMs, contact.timeZone);
  const said =
    moment.state === "now"
      ? t("moment.now", { time })
      : t("moment.later", { time, why: t(`moment.${moment.why}`), opens: formats.dateTime(moment.atMs, contact.timeZone, nowMs) });
  return moment.assumed ? `${said} · ${t("moment.assumed")}` : said;
}

/** What a bound value means. */
export function tokenWords(token: string, t: Text<"outreach">): string {
  const known = definedTokens.find((one) => one === token);
  return known === undefined ? t("token.other") : t(`token.${known}`);
}

/** Why the desktop could not send: codes are the contract's. */
export function failureWords(code: string, t: Text<"outreach">): string {
  const known = failures.find((one) => one === code);
  return known === undefined ? t("reason.other", { code }) : t(`reason.${known}`);
}

const failures = [
  "unreachable",
  "sign-in-refused",
  "certificate",
  "address-refused",
  "too-large",
  "rate-limited",
  "signature",
  "robot-gone",
  "refused",
  "private-address",
  "no-sender",
  "interrupted",
] as const;
