import { Readable } from "node:stream";
import type { ConnectionOptions } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SendFault } from "../../../shared/bridge/messages.ts";
import { isLoopbackHost } from "../security/public-address.ts";
import type { MailSender } from "../services/senders.ts";
import { type SendOutcome, failed, sentWell, unsure } from "./send-outcome.ts";
import { smtpFault } from "./smtp-fault.ts";

export interface SmtpOptions {
  /** Certificates that are trusted besides the system's; a test's own authority. */
  readonly ca: ConnectionOptions["ca"];
  readonly timeouts: { readonly connectMs: number; readonly greetingMs: number; readonly silenceMs: number };
}
/** RFC 5321, 4.5.3.2 asks for patience of minutes; the longest is for the answer to a message that was given away. */
export const smtpTimeouts: SmtpOptions["timeouts"] = { connectMs: 30_000, greetingMs: 60_000, silenceMs: 300_000 };

export interface MailToSend {
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
}

function connectionOf(sender: MailSender, { ca, timeouts }: SmtpOptions): SMTPConnection {
  return new SMTPConnection({
    host: sender.host,
    port: sender.port,
    secure: sender.security === "tls",
    requireTLS: sender.security === "starttls",
    ignoreTLS: sender.security === "none",
    // The machine's own name is nobody's business (RFC 5321, 4.1.3 allows an address instead).
    name: "[127.0.0.1]",
    tls: { minVersion: "TLSv1.2", rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    dnsTimeout: timeouts.connectMs,
    maxResponseSize: 64 * 1024,
    logger: false,
  });
}

/** Connects and signs in; `job` then has the connection. Whatever goes wrong, once, ends it. */
async function withConnection(
  sender: MailSender,
  options: SmtpOptions,
  onError: (error: unknown) => SendOutcome,
  job: (connection: SMTPConnection, done: (outcome: SendOutcome) => void) => void,
): Promise<SendOutcome> {
  if (sender.security === "none" && !isLoopbackHost(sender.host)) return failed("certificate");
  const connection = connectionOf(sender, options);
  return await new Promise((resolve) => {
    const done = (outcome: SendOutcome): void => {
      resolve(outcome);
      connection.quit();
    };
    const fail = (error: unknown): void => {
      resolve(onError(error));
      connection.close();
    };
    connection.on("error", fail);
    connection.connect((error) => {
      if (error !== undefined && error !== null) return fail(error);
      if (sender.user === "") return job(connection, done);
      connection.login({ user: sender.user, pass: sender.password }, (refused) =>
        refused === null ? job(connection, done) : fail(refused),
      );
    });
  });
}

/**
 * Tries to send a mail once. Until the server has asked for the text nothing has left; from then on only the server's own answer says what became
 * of it, and without one it is unsure.
 */
export async function sendBySmtp(sender: MailSender, mail: MailToSend, options: SmtpOptions): Promise<SendOutcome> {
  let given = false;
  const onError = (error: unknown): SendOutcome => {
    const answered = typeof (error as { responseCode?: unknown }).responseCode === "number";
    return given && !answered ? unsure : smtpFault(error);
  };
  return await withConnection(sender, options, onError, (connection, done) => {
    let at = 0;
    const bytes = new Readable({
      read(size) {
        given = true;
        const next = mail.bytes.subarray(at, at + size);
        at += next.length;
        this.push(next.length === 0 ? null : next);
      },
    });
    const envelope = { from: sender.fromAddress, to: [...mail.recipients], size: mail.bytes.length };
    connection.send(envelope, bytes, (error, info) => {
      if (error !== null) return done(onError(error));
      // Some got it: sending it again to the others is for the author to decide.
      done((info?.rejected.length ?? 0) > 0 ? { kind: "sent", fault: "address-refused" } : sentWell);
    });
  });
}

/** Signs in without sending. null = it works. */
export async function testSmtp(sender: MailSender, options: SmtpOptions): Promise<SendFault | null> {
  const outcome = await withConnection(sender, options, smtpFault, (_connection, done) => done(sentWell));
  if (outcome.kind === "sent" || outcome.kind === "unsure") return null;
  return outcome.fault;
}
