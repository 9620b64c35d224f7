import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { JournalMessage } from "../services/message-journal.ts";
import { headerFault, isHeaderText, isPlainAddress } from "./header-text.ts";

export interface MailFrom {
  readonly name: string;
  readonly address: string;
}

/** The same for every try of one click: a server or mailbox that gets it twice can tell. `domain` is that of the author's address. */
export function messageIdOf(sendId: string, domain: string): string {
  return `<${createHash("sha256").update(sendId).digest("hex").slice(0, 40)}@${domain}>`;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function methodOf(calendar: string): string {
  return /^METHOD:([A-Z]+)\r?$/m.exec(calendar)?.[1] ?? "PUBLISH";
}

/**
 * A mail as bytes (RFC 5322, RFC 2045): plain text, an event as alternative and attachment, a PDF as attachment. `from` null = a draft, which the mail program signs and
 * which opens for writing (`X-Unsent`). null = a header would hold what may not stand there.
 */
export async function composeMail(
  message: JournalMessage,
  mail: { readonly from: MailFrom | null; readonly messageId: string; readonly dateMs: number },
): Promise<Buffer | null> {
  const { from } = mail;
  if (headerFault(message) !== null) return null;
  if (from !== null && !(isHeaderText(from.name) && isPlainAddress(from.address))) return null;
  const addressed = (addresses: readonly string[]) => addresses.map((address) => ({ name: "", address }));
  const { attachment, file } = message;
  const composer = new MailComposer({
    ...(from === null ? {} : { from: { name: from.name, address: from.address } }),
    to: addressed(message.to),
    cc: addressed(message.cc),
    subject: message.subject,
    text: message.text.replaceAll(/\r\n?|\n/g, "\r\n"),
    messageId: mail.messageId,
    date: new Date(mail.dateMs),
    headers: { "Content-Language": message.language, ...(from === null ? { "X-Unsent": "1" } : {}) },
    ...(message.calendar === null
      ? {}
      : {
          icalEvent: {
            method: methodOf(message.calendar.text),
            filename: message.calendar.name.endsWith(".ics") ? message.calendar.name : `${message.calendar.name}.ics`,
            content: message.calendar.text,
          },
        }),
    ...(attachment == null || file === undefined
      ? {}
      : { attachments: [{ filename: attachment.name, content: Buffer.from(file, "base64"), contentType: "application/pdf" }] }),
    // Nothing in a message may make the desktop read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}
