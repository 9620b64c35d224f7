import { expect, it } from "vitest";
import { scenarios } from "../account/account.ts";
import { defaultTemplate } from "./default-templates.ts";
import { type MessageFacts, type PeakMessageInput, peakFacts, peopleFacts, words } from "./message-facts.ts";
import { bindMessage } from "./message-text.ts";
import type { TemplateKey } from "./outreach-template.ts";
import { renderMessage } from "./render-message.ts";

const peak: PeakMessageInput["peak"] = {
  peakId: "acc_1:cn-east:2026-11-11",
  region: "cn-east",
  atMs: Date.parse("2026-11-11T12:00:00Z"),
  timeZone: "Asia/Shanghai",
  p50: 214_237,
  p90: 259_612,
  capacityPcu: 180_000,
  deadline: {
    askByDay: "2026-11-04",
    askByMs: Date.parse("2026-11-04T10:00:00Z"),
    neededOn: "2026-11-10",
    workingDays: 4,
    state: "ahead",
  },
  eventIds: ["evt_1"],
};
const chinese: PeakMessageInput = {
  language: "zh-CN",
  account: { id: "acc_1", name: "橙集优选" },
  contact: { id: "con_1", name: "李慕白", title: "技术负责人", role: "decision_maker", locale: "zh-CN" },
  author: { id: "usr_1", name: "何静" },
  companyName: "声望云",
  peak,
  occasion: "双 11",
  usageUntilMs: Date.parse("2026-10-29T02:00:00Z"),
  askedMs: null,
  request: null,
};
const english: PeakMessageInput = {
  ...chinese,
  language: "en",
  account: { id: "acc_2", name: "Mehfil Rooms" },
  contact: { id: "con_2", name: "Ananya Rao", title: "Head of platform", role: "technical_lead", locale: "en-IN" },
  author: { id: "usr_1", name: "He Jing" },
  companyName: null,
  peak: {
    ...peak,
    region: "ap-south",
    atMs: Date.parse("2026-11-08T15:30:00Z"),
    timeZone: "Asia/Kolkata",
    p50: 61_370,
    p90: 73_640,
    capacityPcu: 52_000,
    deadline: {
      askByDay: "2026-10-29",
      askByMs: Date.parse("2026-10-29T10:00:00Z"),
      neededOn: "2026-11-07",
      workingDays: 6,
      state: "today",
    },
  },
  occasion: "Diwali",
};

function message(key: TemplateKey, language: "zh-CN" | "en", scenario: (typeof scenarios)[number], facts: MessageFacts) {
  const rendered = renderMessage(defaultTemplate(key, language, scenario), facts);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.error));
  const bound = bindMessage(rendered.value, facts.bound);
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  return bound.value;
}
const read = (...args: Parameters<typeof message>): string => {
  const { subject, body } = message(...args);
  return `${subject}\n---\n${body}\n`;
};

it("asks about a peak in Chinese", async () => {
  await expect(read("peak-check", "zh-CN", "commerce_live", peakFacts(chinese))).toMatchFileSnapshot("golden/peak-check-zh.txt");
});

it("asks about a peak in English", async () => {
  await expect(read("peak-check", "en", "voice_room", peakFacts(english))).toMatchFileSnapshot("golden/peak-check-en.txt");
});

const late = { ...peak.deadline, state: "passed" } as const;
const roomy = { capacityPcu: 400_000 };

it("says that the deadline has passed, and that what is provisioned holds", async () => {
  const texts = [
    read(
      "peak-check",
      "zh-CN",
      "education",
      peakFacts({ ...chinese, peak: { ...peak, deadline: late }, occasion: null, usageUntilMs: null }),
    ),
    read("peak-check", "en", "education", peakFacts({ ...english, peak: { ...english.peak, deadline: late, capacityPcu: null } })),
    read("peak-check", "zh-CN", "show_live", peakFacts({ ...chinese, peak: { ...peak, ...roomy }, contact: null, author: null })),
    read("peak-check", "en", "show_live", peakFacts({ ...english, peak: { ...english.peak, ...roomy }, contact: null, author: null })),
  ];
  await expect(texts.join("\n==========\n\n")).toMatchFileSnapshot("golden/peak-check-variants.txt");
});

it("reminds, and says that capacity stands", async () => {
  const asked = { askedMs: Date.parse("2026-10-26T02:00:00Z") };
  const request = { id: "crq_1", wantedPcu: 290_000, neededOn: "2026-11-10" };
  const texts = [
    read("peak-reminder", "zh-CN", "commerce_live", peakFacts({ ...chinese, ...asked })),
    read("peak-reminder", "en", "voice_room", peakFacts({ ...english, ...asked })),
    read("capacity-confirmed", "zh-CN", "commerce_live", peakFacts({ ...chinese, request: { ...request, state: "confirmed" } })),
    read("capacity-confirmed", "en", "voice_room", peakFacts({ ...english, request: { ...request, state: "provisioned" } })),
  ];
  await expect(texts.join("\n==========\n\n")).toMatchFileSnapshot("golden/reminders-and-confirmations.txt");
});

function noticeFacts(input: PeakMessageInput): MessageFacts {
  const zh = input.language === "zh-CN";
  const values = [
    words("notice_title", zh ? "Android SDK 4.8.1 推流缺陷" : "Publishing fault in Android SDK 4.8.1", []),
    {
      token: "notice_body",
      text: zh ? "4.8.1 在部分机型上推流会失败。" : "On some phones 4.8.1 fails to publish.",
      value: null,
      unit: null,
      sources: [],
    },
    words("affected", "Android 4.8.0, 4.8.1", []),
    words("fixed_in", "4.8.2", []),
  ].filter((value) => value !== null);
  return { bound: [...peopleFacts(input), ...values], flags: [] };
}

it("tells of a notice", async () => {
  const texts = [read("notice", "zh-CN", "show_live", noticeFacts(chinese)), read("notice", "en", "show_live", noticeFacts(english))];
  await expect(texts.join("\n==========\n\n")).toMatchFileSnapshot("golden/notices.txt");
});

it("binds every number that it writes: no digit of a peak's message is plain text but the numbers of the questions", () => {
  for (const scenario of scenarios) {
    for (const input of [chinese, english]) {
      const { bodyParts } = message("peak-check", input.language, scenario, peakFacts(input));
      const plain = bodyParts.flatMap((part) => (part.type === "text" ? part.text : [])).join("");
      expect(plain.replaceAll(/^[123]\. /gm, "").replaceAll("1v1", "")).not.toMatch(/\d/);
    }
  }
});
