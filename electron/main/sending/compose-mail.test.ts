import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import type { OutgoingMessage } from "../../../shared/bridge/messages.ts";
import { parseExternalUrl } from "../security/external-url.ts";
import { composeMail, messageIdOf } from "./compose-mail.ts";
import { headerFault } from "./header-text.ts";
import { mailtoOf } from "./mailto.ts";

const message: OutgoingMessage = {
  outreachId: "outreach_1",
  accountId: "acc_1",
  to: ["li@customer.example"],
  cc: [],
  subject: "峰值确认",
  text: "您好",
  language: "zh-CN",
  calendar: { name: "event.ics", text: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
};
const from = { name: "安妮", address: "ann@example.com" };
const mail = { from, messageId: messageIdOf("send_1", "example.com"), dateMs: Date.UTC(2026, 10, 21) };
const headerNames = ["cc", "content-language", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

/** Text with what has broken headers of mails before: each way to end a line, other controls, and half characters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\r\n",
        "\n",
        "\r",
        "\u0000",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u000b",
        "\u000c",
        "\t",
        "\u007f",
        "\ud800",
        "%0d%0a",
        "=0D=0A",
      ),
      fc.constantFrom(
        "Bcc: all@example.com",
        "\r\n\r\n<html>",
        "\n Subject: x",
        "X-Unsent: 1",
        "?=",
        "=?utf-8?B?DQo=?=",
        "<",
        ">",
        '"',
        ",",
        ";",
        "(",
        "@",
      ),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""))
  // The contract wants a subject and names of one character at least.
  .filter((text) => text.trim() !== "");
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

it("puts nothing into a header that would begin another, over 3,000 tries at every field", async () => {
  let refused = 0;
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("subject", "to", "cc", "language", "calendar", "name", "address"), nasty, async (field, text) => {
      const given: OutgoingMessage = {
        ...message,
        ...(field === "subject" ? { subject: text } : {}),
        ...(field === "to" ? { to: [text] } : {}),
        ...(field === "cc" ? { cc: [`${text}@customer.example`] } : {}),
        ...(field === "language" ? { language: text } : {}),
        ...(field === "calendar" ? { calendar: { name: text, text: "BEGIN:VCALENDAR" } } : {}),
      };
      const author = { name: field === "name" ? text : from.name, address: field === "address" ? text : from.address };
      const bytes = await composeMail(given, { ...mail, from: author });
      if (bytes === null) {
        refused += 1;
        return;
      }
      passed += 1;
      expect(breaks.test(text) || !text.isWellFormed()).toBe(false);
      const parsed = await PostalMime.parse(bytes);
      const names = [...new Set(parsed.headers.map(({ key }) => key))].toSorted();
      expect(names).toEqual(field === "cc" ? headerNames : headerNames.filter((name) => name !== "cc"));
      // A host's name is written in its own form: the name before the @ is as it was given, and it is one address.
      const before = (address: string | undefined) => address?.split("@")[0];
      expect(parsed.to?.map(({ address }) => before(address))).toEqual(given.to.map(before));
      expect(before(parsed.from?.address)).toBe(before(author.address));
      expect(parsed.bcc).toBeUndefined();
      if (field === "subject" && !/=\?|\s{2,}|^\s|\s$/.test(text)) expect(parsed.subject).toBe(text);
    }),
    { numRuns: 3000, seed: 3 },
  );
  expect([refused > 1000, passed > 200]).toEqual([true, true]);
});

it("names the field that cannot go into a header", () => {
  expect(headerFault(message)).toBeNull();
  expect(headerFault({ ...message, cc: ["a@example.com\r\nBcc: b@example.com"] })).toBe("address");
  expect(headerFault({ ...message, to: ["<a@example.com>"] })).toBe("address");
  expect(headerFault({ ...message, subject: "a\nb" })).toBe("subject");
  expect(headerFault({ ...message, language: "en\r\nX: y" })).toBe("language");
  expect(headerFault({ ...message, calendar: { name: "a\u0000.ics", text: "" } })).toBe("calendar");
});

it("writes a draft without an author that opens for writing, and the same bytes for the same headers", async () => {
  const parsed = await PostalMime.parse((await composeMail(message, { ...mail, from: null }))!);
  const headers = new Map(parsed.headers.map(({ key, value }) => [key, value]));
  expect([headers.get("x-unsent"), headers.get("from"), parsed.subject, parsed.text?.trim()]).toEqual(["1", undefined, "峰值确认", "您好"]);
  expect([messageIdOf("send_1", "example.com"), messageIdOf("send_2", "example.com")].map((id) => id === parsed.messageId)).toEqual([
    true,
    false,
  ]);
});

it("hands over by mailto what fits into 2,081 characters", () => {
  const short = mailtoOf({ ...message, cc: ["wang+a@customer.example"], text: "第一行\n第二行 & more?" });
  const url = typeof short === "object" ? short.url : short;
  expect(parseExternalUrl(url).ok).toBe(true);
  const parsed = new URL(url);
  expect([decodeURIComponent(parsed.pathname), Object.fromEntries(parsed.searchParams)]).toEqual([
    "li@customer.example",
    { cc: "wang+a@customer.example", subject: "峰值确认", body: "第一行\r\n第二行 & more?" },
  ]);
  const room = 2081 - `mailto:li%40customer.example?subject=${"x".repeat(36)}&body=`.length;
  const fits = "好".repeat(Math.floor(room / 9));
  expect(mailtoOf({ ...message, text: fits })).toMatchObject({ url: expect.stringContaining("body=%E5%A5%BD") });
  expect(mailtoOf({ ...message, text: `${fits}好` })).toBe("too-long");
  expect(mailtoOf({ ...message, subject: "a\r\nb" })).toBe("refused");
  expect(mailtoOf({ ...message, text: "\ud800" })).toBe("refused");
});

it("carries a PDF as it was made, under its name", async () => {
  const file = Buffer.from("%PDF-1.7 \u0000 bytes", "latin1");
  const attachment = { name: "复盘报告.pdf", sha256: "0".repeat(64) };
  const bytes = await composeMail({ ...message, calendar: null, attachment, file: file.toString("base64") }, mail);
  const { attachments } = await PostalMime.parse(bytes ?? "");
  expect(attachments.map((one) => [one.filename, one.mimeType, Buffer.from(one.content as ArrayBuffer)])).toEqual([
    ["复盘报告.pdf", "application/pdf", file],
  ]);
});
