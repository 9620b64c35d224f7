import { expect, test } from "vitest";
import type { Outreach } from "./outreach.ts";
import { outreachFault } from "./outreach-states.ts";

const draft: Outreach = {
  id: "out-1",
  accountId: "acc-1",
  contactId: "con-1",
  subject: "双 11 的容量",
  channel: "email",
  region: "cn-east",
  peakAt: "2026-11-11T12:00:00.000Z",
  state: "draft",
  sentAt: null,
  answeredAt: null,
  answeredPcu: null,
  body: "预计 {{ peak_p50 }}",
  bound: [{ token: "peak_p50", text: "1,200", value: 1_200, unit: "pcu", sources: [] }],
  to: "ops@example.com",
};
const sent: Outreach = { ...draft, state: "sent", body: "预计 1,200", sentAt: "2026-10-28T02:00:00.000Z", sendId: "send-1" };
const answered: Outreach = { ...sent, state: "answered", answeredAt: "2026-10-30T02:00:00.000Z", answeredPcu: 1_500 };

test.each<[string, Outreach | null, Outreach]>([
  ["a draft is begun", null, draft],
  ["a draft is written on, to another", draft, { ...draft, body: "另一个", to: "cto@example.com" }],
  ["it is queued", draft, { ...draft, state: "queued", queuedAt: "2026-10-28T01:00:00.000Z", sendId: "send-1" }],
  ["it is sent, with its text as sent", { ...draft, state: "queued" }, sent],
  ["nobody knows whether it went, and it did", { ...draft, state: "unsure" }, sent],
  ["it was given up elsewhere, but had gone out", { ...draft, state: "cancelled" }, sent],
  ["a call is noted with its answer", null, answered],
  ["it is answered", sent, answered],
  ["an answer noted by mistake is taken back", answered, { ...sent }],
  ["what was expected is corrected", answered, { ...answered, answeredPcu: 1_600, answerNote: "电话更正" }],
  ["the reminder of a sent message is moved", sent, { ...sent, remindAt: "2026-11-02T02:00:00.000Z" }],
  ["what an older version wrote without an instant is answered", { ...sent, sentAt: null }, answered],
])("%s", (_name, before, after) => {
  expect(outreachFault(before, after)).toBeNull();
});

test.each<[string, Outreach | null, Outreach, ReturnType<typeof outreachFault>]>([
  ["the text", sent, { ...sent, body: "预计 1,300" }, { code: "frozen", field: "body" }],
  ["a number in it", sent, { ...sent, bound: [] }, { code: "frozen", field: "bound" }],
  ["its instant", answered, { ...answered, sentAt: "2026-10-29T02:00:00.000Z" }, { code: "frozen", field: "sentAt" }],
  ["who it went to", sent, { ...sent, to: null }, { code: "frozen", field: "to" }],
  ["the customer", draft, { ...draft, accountId: "acc-2" }, { code: "frozen", field: "accountId" }],
  ["a sent one into a draft", sent, { ...sent, state: "draft", sentAt: null }, { code: "way", from: "sent", to: "draft" }],
  ["an answered one into the queue", answered, { ...answered, state: "queued" }, { code: "way", from: "answered", to: "queued" }],
  ["sent at no time", draft, { ...draft, state: "sent" }, { code: "sent-at" }],
  ["a draft that was sent", null, { ...draft, sentAt: "2026-10-28T02:00:00.000Z" }, { code: "sent-at" }],
  ["an answer at no time", sent, { ...sent, state: "answered" }, { code: "answered-at" }],
])("not changed: %s", (_name, before, after, fault) => {
  expect(outreachFault(before, after)).toEqual(fault);
});
