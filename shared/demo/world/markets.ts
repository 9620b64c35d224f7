import type { KnownRegion } from "../../domain/regions.ts";

export type MarketId = "cn" | "vn" | "th" | "id" | "in" | "br" | "mx" | "co" | "sa" | "ae" | "eg" | "us" | "sg" | "ph" | "kr";

/** A country in which the company has customers. */
export interface Market {
  readonly id: MarketId;
  readonly country: string;
  readonly timeZone: string;
  /** Language of everything written to the customer. */
  readonly locale: string;
  /** Share among the customers. */
  readonly weight: number;
  /** Regions that serve the home audience first, those for its guests abroad after. */
  readonly home: readonly KnownRegion[];
  readonly abroad: readonly KnownRegion[];
  /** Last-mile carriers of the home audience. */
  readonly carriers: readonly string[];
  /** Country code of telephone numbers. */
  readonly dial: string;
}

const cn = ["telecom", "mobile", "unicom"] as const;

// oxfmt-ignore
export const markets: readonly Market[] = [
  { id: "cn", country: "CN", timeZone: "Asia/Shanghai", locale: "zh-CN", weight: 46, home: ["cn-east", "cn-south", "cn-north"], abroad: ["ap-southeast", "na-west", "me-central", "ap-south"], carriers: cn, dial: "+86" },
  { id: "vn", country: "VN", timeZone: "Asia/Ho_Chi_Minh", locale: "vi-VN", weight: 6, home: ["ap-southeast"], abroad: ["ap-northeast", "na-west"], carriers: ["Viettel", "VNPT"], dial: "+84" },
  { id: "th", country: "TH", timeZone: "Asia/Bangkok", locale: "th-TH", weight: 6, home: ["ap-southeast"], abroad: ["id-west", "ap-northeast"], carriers: ["AIS", "True"], dial: "+66" },
  { id: "id", country: "ID", timeZone: "Asia/Jakarta", locale: "id-ID", weight: 7, home: ["id-west", "ap-southeast"], abroad: ["ap-northeast", "me-central"], carriers: ["Telkomsel", "Indosat"], dial: "+62" },
  { id: "in", country: "IN", timeZone: "Asia/Kolkata", locale: "hi-IN", weight: 7, home: ["ap-south"], abroad: ["me-central", "ap-southeast"], carriers: ["Jio", "Airtel"], dial: "+91" },
  { id: "br", country: "BR", timeZone: "America/Sao_Paulo", locale: "pt-BR", weight: 5, home: ["sa-east"], abroad: ["na-east", "eu-central"], carriers: ["Vivo", "Claro"], dial: "+55" },
  { id: "mx", country: "MX", timeZone: "America/Mexico_City", locale: "es-MX", weight: 4, home: ["na-east"], abroad: ["na-west", "sa-east"], carriers: ["Telcel", "Totalplay"], dial: "+52" },
  { id: "co", country: "CO", timeZone: "America/Bogota", locale: "es-CO", weight: 2, home: ["na-east"], abroad: ["sa-east", "eu-central"], carriers: ["Claro", "Tigo"], dial: "+57" },
  { id: "sa", country: "SA", timeZone: "Asia/Riyadh", locale: "ar-SA", weight: 3, home: ["me-central"], abroad: ["eu-central", "ap-south"], carriers: ["stc", "Mobily"], dial: "+966" },
  { id: "ae", country: "AE", timeZone: "Asia/Dubai", locale: "ar-AE", weight: 2, home: ["me-central"], abroad: ["ap-south", "eu-central"], carriers: ["e&", "du"], dial: "+971" },
  { id: "eg", country: "EG", timeZone: "Africa/Cairo", locale: "ar-EG", weight: 2, home: ["me-central"], abroad: ["eu-central", "na-east"], carriers: ["Vodafone EG", "Orange EG"], dial: "+20" },
  { id: "us", country: "US", timeZone: "America/New_York", locale: "en-US", weight: 5, home: ["na-east", "na-west"], abroad: ["eu-central", "sa-east"], carriers: ["Verizon", "Comcast"], dial: "+1" },
  { id: "sg", country: "SG", timeZone: "Asia/Singapore", locale: "en-SG", weight: 2, home: ["ap-southeast"], abroad: ["id-west", "ap-northeast"], carriers: ["Singtel", "StarHub"], dial: "+65" },
  { id: "ph", country: "PH", timeZone: "Asia/Manila", locale: "en-PH", weight: 2, home: ["ap-southeast"], abroad: ["na-west", "ap-northeast"], carriers: ["Globe", "Smart"], dial: "+63" },
  { id: "kr", country: "KR", timeZone: "Asia/Seoul", locale: "ko-KR", weight: 1, home: ["ap-northeast"], abroad: ["ap-southeast", "na-west"], carriers: ["SKT", "KT"], dial: "+82" },
];

export function marketOf(id: MarketId): Market {
  const market = markets.find((one) => one.id === id);
  if (market === undefined) throw new Error(`no market ${id}`);
  return market;
}
