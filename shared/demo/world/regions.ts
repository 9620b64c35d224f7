import type { KnownRegion } from "../../domain/regions.ts";

/** Who is served from a region when the customer is not at home there: their clock, holidays and last-mile carriers. */
export interface Audience {
  readonly country: string;
  readonly timeZone: string;
  readonly carriers: readonly string[];
}

const chinese: Audience = { country: "CN", timeZone: "Asia/Shanghai", carriers: ["telecom", "mobile", "unicom"] };

export const regionAudience: Readonly<Record<KnownRegion, Audience>> = {
  "cn-east": chinese,
  "cn-south": chinese,
  "cn-north": chinese,
  "ap-southeast": { country: "SG", timeZone: "Asia/Singapore", carriers: ["Singtel", "StarHub"] },
  "ap-south": { country: "IN", timeZone: "Asia/Kolkata", carriers: ["Jio", "Airtel"] },
  "ap-northeast": { country: "JP", timeZone: "Asia/Tokyo", carriers: ["Docomo", "KDDI"] },
  "id-west": { country: "ID", timeZone: "Asia/Jakarta", carriers: ["Telkomsel", "Indosat"] },
  "me-central": { country: "AE", timeZone: "Asia/Dubai", carriers: ["e&", "du"] },
  "eu-central": { country: "DE", timeZone: "Europe/Berlin", carriers: ["Telekom", "Vodafone"] },
  "na-east": { country: "US", timeZone: "America/New_York", carriers: ["Verizon", "Comcast"] },
  "na-west": { country: "US", timeZone: "America/Los_Angeles", carriers: ["Verizon", "T-Mobile"] },
  "sa-east": { country: "BR", timeZone: "America/Sao_Paulo", carriers: ["Vivo", "Claro"] },
};

/** Names for sentences. */
export const regionNames: Readonly<Record<KnownRegion, { readonly zh: string; readonly en: string }>> = {
  "cn-east": { zh: "华东", en: "East China" },
  "cn-south": { zh: "华南", en: "South China" },
  "cn-north": { zh: "华北", en: "North China" },
  "ap-southeast": { zh: "新加坡", en: "Singapore" },
  "ap-south": { zh: "孟买", en: "Mumbai" },
  "ap-northeast": { zh: "东京", en: "Tokyo" },
  "id-west": { zh: "雅加达", en: "Jakarta" },
  "me-central": { zh: "迪拜", en: "Dubai" },
  "eu-central": { zh: "法兰克福", en: "Frankfurt" },
  "na-east": { zh: "弗吉尼亚", en: "Virginia" },
  "na-west": { zh: "硅谷", en: "Silicon Valley" },
  "sa-east": { zh: "圣保罗", en: "São Paulo" },
};

export const carrierNamesZh: Readonly<Record<string, string>> = { telecom: "电信", mobile: "移动", unicom: "联通" };
export const carrierNamesEn: Readonly<Record<string, string>> = {
  telecom: "China Telecom",
  mobile: "China Mobile",
  unicom: "China Unicom",
};
