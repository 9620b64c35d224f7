import { open } from "node:fs/promises";
import { join } from "node:path";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import type { OutgoingMessage, SendFault } from "../../../shared/bridge/messages.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { safeFileName } from "../../../shared/kernel/safe-file-name.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { composeMail, messageIdOf } from "../sending/compose-mail.ts";
import { headerFault } from "../sending/header-text.ts";
import { mailtoOf } from "../sending/mailto.ts";
import type { JournalMessage } from "../services/message-journal.ts";
import type { MadeDocuments } from "../services/made-documents.ts";
import { orDiskFault } from "../services/disk-error.ts";
import type { MessageRunner } from "../services/message-runner.ts";
import { type Sender, infoOf, readSenders, removeSender, saveSender } from "../services/senders.ts";
import type { NamedSealer } from "../services/vault-keys.ts";
import type { VaultService } from "../services/vault-service.ts";

type MessageRequest = Extract<keyof BridgeHandlers, `senders.${string}` | `messages.${string}`>;

export interface MessageHandlerOptions {
  /** Folder of all vaults. */
  readonly folder: string;
  readonly vaults: Pick<VaultService, "sealing" | "isCurrent">;
  readonly runner: Pick<MessageRunner, "send" | "list" | "settle" | "wake">;
  /** Tries a sender without sending. null = it works. */
  readonly test: (sender: Sender) => Promise<SendFault | null>;
  readonly now: () => number;
  /** Files that a message may carry. */
  readonly made: Pick<MadeDocuments, "get">;
  readonly downloads: () => string;
  /** Shows the system's dialog on a suggested path; null = cancelled. */
  readonly choosePlace: (suggestedPath: string) => Promise<string | null>;
  readonly openFile: (path: string) => Promise<void>;
  readonly openExternal: (url: string) => Promise<void>;
}

const refusedHeader = err({ code: "bad-request", message: "a header field of the message must be one line of text" });

const noFile = err({ code: "bad-request", message: "the attachment is not one that was made here a moment ago" });

/** The message with the bytes of its file; null = they are not here. */
function withFile(message: OutgoingMessage, made: MessageHandlerOptions["made"]): JournalMessage | null {
  if (message.attachment == null) return message;
  const file = made.get(message.attachment.sha256);
  return file === null ? null : { ...message, file: file.bytes.toString("base64") };
}

export function messageHandlers(options: MessageHandlerOptions): Pick<BridgeHandlers, MessageRequest> {
  const { folder, vaults, runner } = options;
  const withSenders = async <T>(
    profile: string,
    job: (sealer: NamedSealer) => Promise<Result<T, BridgeError>>,
  ): Promise<Result<T, BridgeError>> => {
    if (!vaults.isCurrent(profile)) return err({ code: "forbidden", message: "this profile is not in use" });
    return await orDiskFault(
      vaults.sealing(profile, "senders", async (sealer) =>
        sealer === null ? err({ code: "forbidden", message: "the vault is shut" }) : await job(sealer),
      ),
    );
  };

  return {
    "senders.list": ({ profile }) => withSenders(profile, async (sealer) => ok((await readSenders(folder, profile, sealer)).map(infoOf))),
    "senders.save": async ({ profile, setup }) => {
      const saved = await withSenders(profile, (sealer) => saveSender(folder, profile, sealer, setup));
      runner.wake();
      return saved;
    },
    "senders.remove": ({ profile, id }) =>
      withSenders(profile, async (sealer) => {
        await removeSender(folder, profile, sealer, id);
        return ok(undefined);
      }),
    "senders.test": async ({ profile, id }) => {
      const all = await withSenders(profile, async (sealer) => ok(await readSenders(folder, profile, sealer)));
      if (!all.ok) return all;
      const sender = all.value.find((one) => one.id === id);
      return ok(sender === undefined ? "no-sender" : await options.test(sender));
    },
    "messages.send": async ({ profile, sendId, senderId, message }) => {
      if (headerFault(message) !== null) return refusedHeader;
      const whole = withFile(message, options.made);
      return whole === null ? noFile : await orDiskFault(runner.send(profile, sendId, senderId, whole));
    },
    "messages.list": ({ profile }) => orDiskFault(runner.list(profile)),
    "messages.settle": ({ profile, sendId, how }) => orDiskFault(runner.settle(profile, sendId, how)),
    "messages.hand-over": async ({ profile, how, message }) => {
      const mayGo = await withSenders(profile, async () => ok(undefined));
      if (!mayGo.ok) return mayGo;
      if (how === "mailto") {
        // An address has no room for a file.
        if (message.attachment != null) return noFile;
        const made = mailtoOf(message);
        if (made === "refused") return refusedHeader;
        if (made === "too-long") return ok(made);
        await options.openExternal(made.url);
        return ok("opened");
      }
      const id = messageIdOf(message.outreachId, "headroom.invalid");
      const whole = withFile(message, options.made);
      if (whole === null) return noFile;
      const bytes = await composeMail(whole, { from: null, messageId: id, dateMs: options.now() });
      if (bytes === null) return refusedHeader;
      const path = await options.choosePlace(join(options.downloads(), `${safeFileName(message.subject).slice(0, 80)}.eml`));
      if (path === null) return ok("cancelled");
      return await orDiskFault(
        write(path, bytes).then(async () => {
          await options.openFile(path);
          return ok("opened");
        }),
      );
    },
  };
}

async function write(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
