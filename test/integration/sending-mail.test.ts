import { afterEach, expect, it } from "vitest";
import { sendOnce, testSender, type WaysOut } from "../../electron/main/desktop-messages.ts";
import { messageIdOf } from "../../electron/main/sending/compose-mail.ts";
import { smtpFault } from "../../electron/main/sending/smtp-fault.ts";
import type { SendableEntry } from "../../electron/main/services/message-runner.ts";
import type { MailSender } from "../../electron/main/services/senders.ts";
import type { OutgoingMessage } from "../../shared/bridge/messages.ts";
import { localhostCertificate } from "../support/localhost-certificate.ts";
import { type MailFault, MailServer, type MailServerOptions } from "../support/mail-server.ts";

const nowMs = Date.UTC(2026, 10, 21, 9);
const account = { user: "ann@example.com", password: "pâss wörd 密码" };
const calendar = { name: "double-eleven.ics", text: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n" };
const message: OutgoingMessage = {
  outreachId: "outreach_1",
  accountId: "acc_1",
  to: ["li@customer.example"],
  cc: ["wang@customer.example"],
  subject: "双十一峰值确认：华东 120,000",
  text: "李老师，您好：\n\n预计峰值 120,000。\n.\n..一行以点开头",
  language: "zh-CN",
  calendar: null,
};

let server: MailServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

function ways(ca: string | null = localhostCertificate): WaysOut {
  return {
    smtp: { ca: ca ?? undefined, timeouts: { connectMs: 5000, greetingMs: 5000, silenceMs: 5000 } },
    guard: { resolve: async () => [], allowLoopback: false, timeouts: { connectMs: 5000, wholeMs: 5000 } },
    now: () => nowMs,
  };
}

function entryOf(given: OutgoingMessage): SendableEntry {
  const { outreachId, accountId } = given;
  const state = { state: "sending", atMs: nowMs, fault: null, retryAtMs: null } as const;
  return {
    version: 1,
    sendId: "send_1",
    senderId: "s",
    outreachId,
    accountId,
    seq: 0,
    message: given,
    triesMs: [],
    tries: 1,
    holdsSender: false,
    ...state,
  };
}

async function started(options: MailServerOptions, faults: readonly MailFault[] = []) {
  server = await MailServer.start(options);
  server.faults.push(...faults);
  const { security } = options;
  const sender: MailSender = {
    way: "smtp",
    id: "s",
    name: "公司邮箱",
    host: "localhost",
    port: server.port,
    security,
    user: options.account?.user ?? "",
    password: options.account?.password ?? "",
    fromName: "安妮 (CSM)",
    fromAddress: "ann@example.com",
  };
  return { server, sender };
}

it.each(["tls", "starttls", "none"] as const)("delivers a Chinese mail with its event over %s, signed in", async (security) => {
  const { server, sender } = await started({ security, account });
  expect(await testSender(sender, ways())).toBeNull();
  expect(await sendOnce(sender, entryOf({ ...message, calendar }), ways())).toEqual({ kind: "sent", fault: null });
  const [one] = server.delivered;
  expect(one).toMatchObject({ from: "ann@example.com", to: ["li@customer.example", "wang@customer.example"] });
  expect(one?.mail).toMatchObject({
    from: { name: "安妮 (CSM)", address: "ann@example.com" },
    to: [{ address: "li@customer.example" }],
    cc: [{ address: "wang@customer.example" }],
    subject: message.subject,
    messageId: messageIdOf("send_1", "example.com"),
    date: new Date(nowMs).toISOString(),
  });
  expect(one?.mail.text?.replaceAll("\r\n", "\n").trimEnd()).toBe(message.text);
  const headers = new Map(one?.mail.headers.map(({ key, value }) => [key, value]));
  expect([headers.get("content-language"), headers.get("x-unsent"), headers.get("x-mailer")]).toEqual(["zh-CN", undefined, undefined]);
  expect(one?.mail.attachments.some(({ filename }) => filename === calendar.name)).toBe(true);
  expect(one?.raw).toMatch(/text\/calendar;[^\n]*method=PUBLISH/);
});

it("checks the server's certificate, and requires encryption where it was asked for", async () => {
  const tls = await started({ security: "tls", account });
  expect(await sendOnce(tls.sender, entryOf(message), ways(null))).toEqual({ kind: "failed", fault: "certificate" });
  await tls.server.stop();
  const plain = await started({ security: "none", account });
  expect(await sendOnce({ ...plain.sender, security: "starttls" }, entryOf(message), ways())).toEqual({
    kind: "failed",
    fault: "certificate",
  });
  expect(await sendOnce({ ...plain.sender, host: "mail.example.com" }, entryOf(message), ways())).toEqual({
    kind: "failed",
    fault: "certificate",
  });
  expect([tls.server.delivered, plain.server.delivered]).toEqual([[], []]);
});

const refusals: readonly (readonly [string, MailFault, unknown])[] = [
  [
    "a line that breaks at the greeting",
    { at: "greeting", how: "cut" },
    { kind: "later", fault: "unreachable", afterMs: null, scope: "sender" },
  ],
  [
    "a line that breaks before the text",
    { at: "recipient", how: "cut" },
    { kind: "later", fault: "unreachable", afterMs: null, scope: "sender" },
  ],
  ["a line that breaks within the text", { at: "text", how: "cut" }, { kind: "unsure" }],
  ["a line that breaks after the text", { at: "end", how: "cut" }, { kind: "unsure" }],
  ["a sign-in that is refused", { at: "sign-in", how: { code: 535, text: "5.7.8 no" } }, { kind: "failed", fault: "sign-in-refused" }],
  [
    "a sign-in that is put off",
    { at: "sign-in", how: { code: 454, text: "4.7.0 busy" } },
    { kind: "later", fault: "rate-limited", afterMs: null, scope: "sender" },
  ],
  ["a greylisted address", { at: "recipient", how: { code: 450, text: "4.2.0 greylisted" } }, { kind: "sent", fault: "address-refused" }],
  [
    "a sender that is put off",
    { at: "sender", how: { code: 451, text: "4.3.0 later" } },
    { kind: "later", fault: "refused", afterMs: null, scope: "sender" },
  ],
  [
    "a message that is put off",
    { at: "end", how: { code: 452, text: "4.3.1 full" } },
    { kind: "later", fault: "refused", afterMs: null, scope: "sender" },
  ],
  ["a message that is refused", { at: "end", how: { code: 554, text: "5.7.1 spam" } }, { kind: "failed", fault: "refused" }],
  ["a message that is too large", { at: "end", how: { code: 552, text: "5.3.4 too big" } }, { kind: "failed", fault: "too-large" }],
];
it.each(refusals)("knows what %s means", async (_name, fault, outcome) => {
  const { sender } = await started({ security: "none", account }, [fault]);
  expect(await sendOnce(sender, entryOf(message), ways())).toEqual(outcome);
});

it("says so when nobody takes the message, and when nobody is there", async () => {
  const { server, sender } = await started({ security: "none", account, size: 500 });
  expect(await sendOnce(sender, entryOf(message), ways())).toEqual({ kind: "failed", fault: "too-large" });
  expect(await testSender({ ...sender, password: "wrong" }, ways())).toBe("sign-in-refused");
  await server.stop();
  expect(await sendOnce(sender, entryOf(message), ways())).toEqual({ kind: "later", fault: "unreachable", afterMs: null, scope: "sender" });
  expect(await testSender(sender, ways())).toBe("unreachable");
  const alone = { ...message, cc: [] };
  const strict = await started({ security: "none" }, [{ at: "recipient", how: { code: 550, text: "5.1.1 unknown" } }]);
  expect(await sendOnce(strict.sender, entryOf(alone), ways())).toEqual({ kind: "failed", fault: "address-refused" });
  strict.server.faults.push({ at: "recipient", how: { code: 450, text: "4.2.0 greylisted" } });
  expect(await sendOnce(strict.sender, entryOf(alone), ways())).toEqual({
    kind: "later",
    fault: "refused",
    afterMs: null,
    scope: "message",
  });
});

it("reads an error without words as a line that broke", () => {
  expect(smtpFault(new Error("?"))).toEqual({ kind: "later", fault: "unreachable", afterMs: null, scope: "sender" });
});
