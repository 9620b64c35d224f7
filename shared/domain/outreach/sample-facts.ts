import type { Language } from "../../i18n/catalogue.ts";
import { momentWords, type MessageFacts, peakFacts, type MessagePeople, peopleFacts, words } from "./message-facts.ts";
import type { TemplateKey } from "./outreach-template.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** `whole` knows everything that a message of its kind can know, `bare` only what every one knows. */
export type SampleExtent = "whole" | "bare";

const people = {
  "zh-CN": {
    account: "星屿秀场",
    contact: "陈宇",
    author: "林若溪",
    company: "云声科技",
    occasion: "周年庆",
    notice: "Android SDK 安全更新",
  },
  en: {
    account: "Starisle Live",
    contact: "Dana Reyes",
    author: "Lin Ruoxi",
    company: "Cloudvoice",
    occasion: "Anniversary gala",
    notice: "Security update of the Android SDK",
  },
} as const;

/** Facts of an invented customer, to try a template on: its peak is in nine days, and nothing of it is anybody's record. */
export function sampleFacts(key: TemplateKey, language: Language, extent: SampleExtent, nowMs: number): MessageFacts {
  const whole = extent === "whole";
  const said = people[language];
  const to: MessagePeople = {
    language,
    account: { id: "sample", name: said.account },
    contact: whole ? { id: "sample", name: said.contact, title: "", role: "technical_lead", locale: language } : null,
    author: whole ? { id: "sample", name: said.author } : null,
    companyName: whole ? said.company : null,
  };
  return key === "notice" ? noticeSample(to, said.notice, whole, nowMs) : peakSample(key, to, said.occasion, whole, nowMs);
}

function peakSample(key: TemplateKey, to: MessagePeople, occasion: string, whole: boolean, nowMs: number): MessageFacts {
  const atMs = Math.floor(nowMs / dayMs) * dayMs + 9 * dayMs + 12 * hourMs;
  return peakFacts({
    ...to,
    peak: {
      peakId: "sample",
      region: "cn-east",
      atMs,
      timeZone: "Asia/Shanghai",
      p50: 182_000,
      p90: 214_000,
      capacityPcu: whole ? 190_000 : null,
      deadline: {
        askByDay: new Date(atMs - 6 * dayMs).toISOString().slice(0, 10),
        askByMs: atMs - 6 * dayMs,
        neededOn: new Date(atMs - dayMs).toISOString().slice(0, 10),
        workingDays: 5,
        state: whole ? "passed" : "ahead",
      },
      eventIds: [],
    },
    occasion: whole ? occasion : null,
    usageUntilMs: whole ? nowMs : null,
    askedMs: whole ? nowMs - 3 * dayMs : null,
    // There is always a request where capacity is confirmed.
    request:
      whole || key === "capacity-confirmed"
        ? {
            id: "sample",
            wantedPcu: 240_000,
            neededOn: new Date(atMs - dayMs).toISOString().slice(0, 10),
            state: whole ? "provisioned" : "confirmed",
          }
        : null,
  });
}

function noticeSample(to: MessagePeople, title: string, whole: boolean, nowMs: number): MessageFacts {
  const at = (ms: number): string => momentWords(ms, "Asia/Shanghai", to.language, true);
  const optional = [
    words("notice_starts", at(nowMs + 3 * dayMs), []),
    words("notice_ends", at(nowMs + 3 * dayMs + 2 * hourMs), []),
    words("affected", "Android 4.8.1", []),
    words("fixed_in", "4.8.2", []),
  ];
  const bound = [
    ...peopleFacts(to),
    words("notice_title", title, []),
    words("notice_body", to.language === "zh-CN" ? "（公告正文）" : "(text of the notice)", []),
    ...(whole ? optional : []),
  ];
  return { bound: bound.filter((value) => value !== null), flags: [] };
}
