import { describe, expect, it } from "vitest";
import { workCalendar } from "../calendar/working-days.ts";
import { stepRequest } from "../capacity-request/request-steps.ts";
import type { Contact } from "../contact/contact.ts";
import { chooseContact, waysTo } from "./choose-contact.ts";
import { nextGoodMoment } from "./contact-hour.ts";
import { eventCalendar } from "./event-calendar.ts";
import { isFreshAnswer } from "./fresh-answer.ts";
import { greetingOf } from "./greeting.ts";
import { literalNumbers } from "./literal-numbers.ts";
import { outreachIdentity } from "./outreach-identity.ts";
import type { OutreachTemplate } from "./outreach-template.ts";
import { parsePcu } from "./parse-pcu.ts";
import { remindAt } from "./remind-at.ts";
import { roundUpPcu, suggestedCapacity, wantedCapacity } from "./suggested-capacity.ts";
import { templateInForce } from "./template-in-force.ts";

const at = (text: string): number => Date.parse(text);
const person: Contact = {
  id: "con_1",
  accountId: "acc_1",
  name: "李慕白",
  title: "",
  role: "operations",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  channels: [{ type: "email", value: "li@cj.example" }],
  isPrimary: false,
  onCall: false,
  preferredHours: { startMinute: 540, endMinute: 1080 },
  note: "",
};

describe("an answer", () => {
  const answer = { state: "answered", answeredAt: "2026-11-01T02:00:00.000Z", answeredPcu: 100_000 } as const;
  it.each([
    ["ten days old", answer, 110_000, "2026-11-11T02:00:00Z", true],
    ["a fortnight and an hour old", answer, 110_000, "2026-11-15T03:00:00Z", false],
    ["outgrown by the forecast", answer, 126_000, "2026-11-11T02:00:00Z", false],
    ["without a figure", { ...answer, answeredPcu: null }, 900_000, "2026-11-11T02:00:00Z", true],
    ["that wants nothing", { ...answer, state: "declined" as const, answeredPcu: null }, 1, "2026-11-11T02:00:00Z", true],
    ["that is not there", { ...answer, state: "sent" as const, answeredAt: null }, 1, "2026-11-02T02:00:00Z", false],
  ])("%s: fresh", (_, one, p50, now, expected) => {
    expect(isFreshAnswer(one, { p50 }, at(now))).toBe(expected);
  });
});

it("rounds capacity up to figures that people say, and suggests none where there is room", () => {
  expect([7, 99, 101, 4_321, 81_778, 288_444, 1_000_000].map(roundUpPcu)).toEqual([10, 100, 105, 4_350, 82_000, 290_000, 1_000_000]);
  expect(wantedCapacity({ p90: 259_600 }, null)).toBe(290_000);
  expect(wantedCapacity({ p90: 259_600 }, 200_000)).toBe(225_000);
  expect(suggestedCapacity({ p90: 90_000, capacityPcu: 100_000 })).toBeNull();
  expect(suggestedCapacity({ p90: 91_000, capacityPcu: 100_000 })).toBe(105_000);
});

it.each([
  ["210,000", 210_000],
  ["21 万", 210_000],
  ["２１万", 210_000],
  ["21.5w", 215_000],
  ["210k", 210_000],
  ["1.2m", 1_200_000],
  ["3000人", 3000],
  ["", null],
  ["about 3", null],
  ["-5", null],
  ["9999999999999", null],
])("reads %j as %s PCU", (text, expected) => {
  expect(parsePcu(text)).toBe(expected);
});

it("tells numbers that were typed from those that are bound or came with the template", () => {
  const bound = [{ token: "peak_p50", text: "214,000", value: 214_000, unit: "users", sources: [] }];
  const original = "1. About {{ peak_p50 }} in 1v1 calls, within 24 hours.";
  expect(literalNumbers(`${original} Make it 21.5 万 or 300,000, in 2 days, +12%.`, original, bound)).toEqual([
    { text: "21.5 万", token: "peak_p50" },
    { text: "300,000", token: null },
    { text: "12%", token: null },
  ]);
});

it("greets by title where Chinese does, by first name where English does, and by the whole name where the family name comes first", () => {
  const who = (name: string, role: Contact["role"], locale: string, title = "") => ({ name, role, locale, title });
  expect([
    greetingOf(who("李慕白", "decision_maker", "zh-CN"), "zh-CN"),
    greetingOf(who("欧阳静", "technical_lead", "zh-CN", "技术总监"), "zh-CN"),
    greetingOf(who("李慕白", "operations", "zh-CN"), "zh-CN"),
    greetingOf(who("Ananya Rao", "operations", "en-IN"), "zh-CN"),
    greetingOf(null, "zh-CN"),
    greetingOf(who("Ananya Rao", "operations", "en-IN"), "en"),
    greetingOf(who("Nguyen Van An", "operations", "vi-VN"), "en"),
    greetingOf(who("李慕白", "decision_maker", "zh-CN"), "en"),
    greetingOf(who("J Smith", "other", "en"), "en"),
    greetingOf(null, "en"),
  ]).toEqual([
    "李总，您好！",
    "欧阳总，您好！",
    "李慕白，您好！",
    "Ananya Rao，您好！",
    "您好！",
    "Hi Ananya,",
    "Hi Nguyen Van An,",
    "Hi 李慕白,",
    "Hi J Smith,",
    "Hello,",
  ]);
});

it("chooses who decides about capacity, with reasons, and who can be reached", () => {
  const finance: Contact = { ...person, id: "con_2", role: "finance", isPrimary: true };
  const lead: Contact = { ...person, id: "con_3", role: "technical_lead", locale: "en" };
  const mute: Contact = { ...person, id: "con_4", role: "technical_lead", isPrimary: true, channels: [] };
  expect(chooseContact([finance, lead, person, mute], "capacity", "zh-CN")).toEqual({ contact: person, reasons: ["role", "language"] });
  expect(chooseContact([finance, lead, mute], "capacity", "en-GB")).toEqual({ contact: lead, reasons: ["role", "language"] });
  expect(chooseContact([finance], "capacity", "zh-CN")).toEqual({ contact: finance, reasons: ["only-one"] });
  expect(chooseContact([], "capacity", "zh-CN")).toBeNull();
});

it("goes out by the contact's first channel that this laptop can serve, then by hand", () => {
  const contact: Contact = {
    ...person,
    channels: [
      { type: "wecom", value: "群" },
      { type: "email", value: "li@cj.example" },
      { type: "phone", value: "+86 1" },
    ],
  };
  const smtp = { id: "s1", name: "Office", way: "smtp", accountIds: [] } as const;
  const group = { id: "s2", name: "橙集 × 保障", way: "wecom", accountIds: ["acc_1"] } as const;
  const other = { id: "s3", name: "别家的群", way: "wecom", accountIds: ["acc_2"] } as const;
  const names = (senders: Parameters<typeof waysTo>[2], who: Contact | null = contact): readonly string[] =>
    waysTo(who, "acc_1", senders).map(({ way, sender, to }) => `${way} ${sender?.name ?? to ?? ""}`);
  expect(names([smtp, group, other])).toEqual([
    "wecom 橙集 × 保障",
    "smtp Office",
    "eml li@cj.example",
    "mailto li@cj.example",
    "phone +86 1",
  ]);
  expect(names([])).toEqual(["eml li@cj.example", "mailto li@cj.example", "phone +86 1"]);
  expect(names([group], null)).toEqual(["wecom 橙集 × 保障"]);
  expect(names([smtp], { ...contact, channels: [{ type: "email", value: "a@b.example\nBcc: x@y.example" }] })).toEqual([]);
});

describe("the next good moment", () => {
  const china = workCalendar("CN");
  it.each([
    ["in hours", "2026-11-18T02:00:00Z", { state: "now", why: "in-hours", at: "2026-11-18T02:00:00Z" }],
    ["before them", "2026-11-18T00:00:00Z", { state: "later", why: "too-early", at: "2026-11-18T01:00:00Z" }],
    ["after them", "2026-11-18T11:00:00Z", { state: "later", why: "too-late", at: "2026-11-19T01:00:00Z" }],
    ["on a Saturday", "2026-11-21T02:00:00Z", { state: "later", why: "day-off", at: "2026-11-23T01:00:00Z" }],
    ["in the golden week", "2026-10-02T02:00:00Z", { state: "later", why: "day-off", at: "2026-10-08T01:00:00Z" }],
    ["on a Saturday that is worked", "2026-10-10T02:00:00Z", { state: "now", why: "in-hours", at: "2026-10-10T02:00:00Z" }],
  ])("%s", (_, now, { state, why, at: when }) => {
    expect(nextGoodMoment(person, china, at(now))).toEqual({ state, why, atMs: at(when), assumed: false });
  });
  it("follows hours over midnight, on-call people on days off, and offices where nothing is known", () => {
    const night = { ...person, preferredHours: { startMinute: 1200, endMinute: 120 } };
    expect(nextGoodMoment(night, china, at("2026-11-17T17:00:00Z")).state).toBe("now");
    expect(nextGoodMoment({ ...person, onCall: true }, china, at("2026-11-21T02:00:00Z")).state).toBe("now");
    expect(nextGoodMoment({ ...person, preferredHours: null }, china, at("2026-11-18T01:00:00Z"))).toEqual({
      state: "later",
      why: "too-early",
      atMs: at("2026-11-18T01:30:00Z"),
      assumed: true,
    });
  });
});

it("reminds half-way to the deadline, one to three days after the message, and not after the peak", () => {
  const sent = at("2026-11-01T00:00:00Z");
  const hours = (askBy: string, peak: string): number | null => {
    const ms = remindAt(sent, at(askBy), at(peak));
    return ms === null ? null : (ms - sent) / 3_600_000;
  };
  expect(hours("2026-11-05T00:00:00Z", "2026-11-20T00:00:00Z")).toBe(48);
  expect(hours("2026-11-30T00:00:00Z", "2026-12-20T00:00:00Z")).toBe(72);
  expect(hours("2026-11-01T06:00:00Z", "2026-11-20T00:00:00Z")).toBe(24);
  expect(hours("2026-10-20T00:00:00Z", "2026-11-20T00:00:00Z")).toBe(24);
  expect(hours("2026-10-20T00:00:00Z", "2026-11-01T20:00:00Z")).toBeNull();
});

it("gives one message one name in every window, and the next message another", () => {
  const first = outreachIdentity("acc_1:cn-east:2026-11-11", "usr_1", 0);
  expect(first).toEqual(outreachIdentity("acc_1:cn-east:2026-11-11", "usr_1", 0));
  expect(first).not.toBe(outreachIdentity("acc_1:cn-east:2026-11-11", "usr_1", 1));
  expect(first).toMatch(/^out_[0-9a-z]{13}$/);
});

it("takes the company's template before the product's, the language and scenario that fit best, and the highest version", () => {
  const record = (part: Partial<OutreachTemplate>): OutreachTemplate => ({
    id: "tpl_1",
    key: "peak-check",
    locale: "en",
    scenario: null,
    version: 1,
    subject: "s",
    body: "b",
    authorId: "usr_1",
    at: "2026-01-01T00:00:00.000Z",
    ...part,
  });
  const records = [
    record({ version: 3, body: "all" }),
    record({ version: 2, body: "older" }),
    record({ scenario: "education", body: "class" }),
    record({ locale: "id", body: "bahasa" }),
    record({ key: "notice", version: 9, body: "notice" }),
  ];
  const chosen = (locale: string, scenario: "education" | "show_live"): string => {
    const { version, body } = templateInForce("peak-check", locale, scenario, records);
    return `${version} ${body}`;
  };
  expect([chosen("en", "show_live"), chosen("en", "education"), chosen("id", "education"), chosen("hi-IN", "show_live")]).toEqual([
    "3 all",
    "1 class",
    "1 bahasa",
    "3 all",
  ]);
  expect(templateInForce("peak-check", "zh-TW", "show_live", records)).toMatchObject({ version: 0, locale: "zh-CN" });
});

it("steps a capacity request, keeping when each step was taken", () => {
  const request = {
    id: "crq_1",
    accountId: "acc_1",
    region: "cn-east",
    peakId: null,
    peakAt: null,
    currentPcu: null,
    wantedPcu: 1,
    neededOn: "2026-11-10",
    state: "asked",
    askedAt: "2026-11-01T00:00:00.000Z",
    confirmedAt: null,
    provisionedAt: null,
    requestedById: "usr_1",
    outreachId: null,
    note: "",
  } as const;
  const noon = at("2026-11-02T12:00:00Z");
  expect(stepRequest(request, "provisioned", noon)).toEqual({
    ok: true,
    value: { state: "provisioned", confirmedAt: "2026-11-02T12:00:00.000Z", provisionedAt: "2026-11-02T12:00:00.000Z" },
  });
  expect(stepRequest({ ...request, state: "refused" }, "confirmed", noon)).toEqual({ ok: false, error: { code: "no-such-step" } });
});

it("writes a calendar file in UTC, whatever this machine's zone, with nothing that a title could add to it", () => {
  const text = eventCalendar({
    uid: "peak-1",
    title: "双 11 峰值\r\nATTENDEE:mailto:x@y.example",
    text: "一行\n两行",
    startMs: at("2026-11-11T12:00:00Z"),
    endMs: at("2026-11-11T15:00:00Z"),
    madeMs: at("2026-10-29T02:42:00Z"),
  });
  expect(text.split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Headroom//Headroom//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    "UID:peak-1",
    "SEQUENCE:0",
    "DTSTAMP:20261029T024200Z",
    "DTSTART:20261111T120000Z",
    "DTEND:20261111T150000Z",
    "SUMMARY:双 11 峰值 ATTENDEE:mailto:x@y.example",
    "TRANSP:TRANSPARENT",
    "DESCRIPTION:一行\\n两行",
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
});
