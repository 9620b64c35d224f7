import { lookup } from "node:dns/promises";
import { join } from "node:path";
import { getCACertificates } from "node:tls";
import type { BridgeEventData } from "../../shared/bridge/contract.ts";
import type { SendFault } from "../../shared/bridge/messages.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { composeMail, domainOf, messageIdOf } from "./sending/compose-mail.ts";
import { type GuardOptions, postTimeouts } from "./sending/post-guarded.ts";
import { sendToRobot, testRobot } from "./sending/robot.ts";
import { type SendOutcome, failed } from "./sending/send-outcome.ts";
import { type SmtpOptions, sendBySmtp, smtpTimeouts, testSmtp } from "./sending/smtp.ts";
import { MessageRunner, type MessageRunnerOptions, type SendableEntry } from "./services/message-runner.ts";
import type { Sender } from "./services/senders.ts";

/** How messages leave: what the system trusts, and to where they may go. */
export interface WaysOut {
  readonly smtp: SmtpOptions;
  readonly guard: GuardOptions;
  readonly now: () => number;
}

/** One try by whichever way the sender goes. */
export async function sendOnce(sender: Sender, { message, sendId }: SendableEntry, ways: WaysOut): Promise<SendOutcome> {
  if (sender.way !== "smtp") return await sendToRobot(sender, message, ways.now(), ways.guard);
  const from = { name: sender.fromName, address: sender.fromAddress };
  const bytes = await composeMail(message, { from, messageId: messageIdOf(sendId, domainOf(from.address)), dateMs: ways.now() });
  const recipients = [...message.to, ...message.cc];
  if (bytes === null || recipients.length === 0) return failed("address-refused");
  return await sendBySmtp(sender, { recipients, bytes }, ways.smtp);
}

export async function testSender(sender: Sender, ways: WaysOut): Promise<SendFault | null> {
  return sender.way === "smtp" ? await testSmtp(sender, ways.smtp) : await testRobot(sender, ways.guard);
}

/** Authorities that the system trusts count as well: mail servers of companies are often signed by their own. */
function trusted(): SmtpOptions["ca"] {
  try {
    return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
  } catch {
    return undefined;
  }
}

export function systemWays(): WaysOut {
  let smtp: SmtpOptions | null = null;
  return {
    get smtp() {
      // Reading the system's authorities takes its time: the start does not wait for it.
      smtp ??= { ca: trusted(), timeouts: smtpTimeouts };
      return smtp;
    },
    guard: { resolve: (host) => lookup(host, { all: true }), allowLoopback: false, timeouts: postTimeouts },
    now: () => systemClock.now(),
  };
}

export interface DesktopMessagesOptions extends Pick<MessageRunnerOptions, "vaults" | "current" | "isOnline" | "later" | "onFault"> {
  readonly profileFolder: string;
  readonly ways: WaysOut;
  readonly emit: (state: BridgeEventData<"message">) => void;
}

export function openMessages({ profileFolder, ways, ...options }: DesktopMessagesOptions): MessageRunner {
  return new MessageRunner({
    ...options,
    folder: join(profileFolder, "vault"),
    now: () => systemClock.now(),
    random: Math.random,
    send: (sender, entry) => sendOnce(sender, entry, ways),
  });
}
