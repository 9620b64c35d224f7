import type { AddressInfo, Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { localhostCertificate, localhostKey } from "./localhost-certificate.ts";

/** What the server does with the next message, at which point. `cut`: the line breaks there without a word. */
export type MailFault =
  | { readonly at: "greeting" | "recipient" | "text"; readonly how: "cut" }
  /** It has the whole message, and the line breaks before it says so. */
  | { readonly at: "end"; readonly how: "cut" }
  | { readonly at: "sign-in" | "sender" | "recipient" | "end"; readonly how: { readonly code: number; readonly text: string } };

export interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: Email;
}

export interface MailServerOptions {
  readonly security: "tls" | "starttls" | "none";
  readonly account?: { readonly user: string; readonly password: string };
  /** Largest message that it takes, in bytes. */
  readonly size?: number;
}

function refusal(how: { readonly code: number; readonly text: string }): Error {
  return Object.assign(new Error(how.text), { responseCode: how.code });
}

/** A real mail server on this machine, whose mailbox can be read and which breaks off when it is told to. */
export class MailServer {
  readonly delivered: Delivered[] = [];
  /** Struck once each, in order; one whose point is not reached waits. */
  readonly faults: MailFault[] = [];
  connections = 0;
  port = 0;
  readonly #server: SMTPServer;
  readonly #sockets = new Map<string, () => void>();

  private constructor({ security, account, size }: MailServerOptions) {
    this.#server = new SMTPServer({
      secure: security === "tls",
      key: localhostKey,
      cert: localhostCertificate,
      disabledCommands: security === "starttls" ? [] : ["STARTTLS"],
      authOptional: account === undefined,
      allowInsecureAuth: security === "none",
      disableReverseLookup: true,
      ...(size === undefined ? {} : { size }),
      closeTimeout: 100,
      onConnect: (session, done) => {
        this.connections += 1;
        if (this.#strikes("greeting") === null) done();
        else this.#cut(session);
      },
      onAuth: (auth, _session, done) => {
        const fault = this.#strikes("sign-in");
        if (fault !== null && fault.how !== "cut") return done(refusal(fault.how));
        const isRight = auth.username === account?.user && auth.password === account?.password;
        if (isRight) done(null, { user: auth.username });
        else done(refusal({ code: 535, text: "5.7.8 wrong name or password" }));
      },
      onMailFrom: (_address, _session, done) => {
        const fault = this.#strikes("sender");
        done(fault !== null && fault.how !== "cut" ? refusal(fault.how) : null);
      },
      onRcptTo: (_address, session, done) => {
        const fault = this.#strikes("recipient");
        if (fault === null) done();
        else if (fault.how === "cut") this.#cut(session);
        else done(refusal(fault.how));
      },
      onData: (stream, session, done) => {
        if (this.#strikes("text") !== null) {
          stream.once("data", () => this.#cut(session));
          stream.resume();
          return;
        }
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => {
          const fault = this.#strikes("end");
          if (fault !== null && fault.how !== "cut") return done(refusal(fault.how));
          void this.#take(session, Buffer.concat(parts), fault, done);
        });
      },
    });
    this.#server.on("error", () => undefined);
    this.#server.server.on(security === "tls" ? "secureConnection" : "connection", (socket: Socket) => {
      this.#sockets.set(`${socket.remotePort}`, () => socket.destroy());
    });
  }

  static async start(options: MailServerOptions): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    server.port = (server.#server.server.address() as AddressInfo).port;
    return server;
  }

  async stop(): Promise<void> {
    for (const destroy of this.#sockets.values()) destroy();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  #strikes(at: MailFault["at"]): MailFault | null {
    if (this.faults[0]?.at !== at) return null;
    return this.faults.shift() ?? null;
  }

  #cut(session: SMTPServerSession): void {
    this.#sockets.get(`${session.remotePort}`)?.();
  }

  async #take(session: SMTPServerSession, bytes: Buffer, fault: MailFault | null, done: () => void): Promise<void> {
    await this.#deliver(session, bytes);
    if (fault === null) done();
    else this.#cut(session);
  }

  async #deliver({ envelope }: SMTPServerSession, bytes: Buffer): Promise<void> {
    const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
    const to = envelope.rcptTo.map(({ address }) => address);
    this.delivered.push({ from, to, raw: bytes.toString("utf8"), mail: await PostalMime.parse(bytes) });
  }
}
