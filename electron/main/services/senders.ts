import { mkdir, readFile } from "node:fs/promises";
import { z } from "zod";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type SenderInfo, type SenderSetup, senderSetup } from "../../../shared/bridge/messages.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { isHeaderText, isPlainAddress } from "../sending/header-text.ts";
import { isLoopbackHost } from "../security/public-address.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { senderFileOf } from "./vault-belongings.ts";
import type { NamedSealer } from "./vault-keys.ts";

/** A sender with its secrets, as only the desktop knows it. */
export type MailSender = Extract<SenderSetup, { way: "smtp" }> & { readonly password: string };
export type RobotSender = Exclude<SenderSetup, { way: "smtp" }> & { readonly url: string; readonly secret: string };
export type Sender = MailSender | RobotSender;

const kept = z.object({ version: z.literal(1), senders: z.array(senderSetup).max(300) });
const mostSenders = 300;
const fileName = "senders";

function isWhole(setup: SenderSetup): setup is Sender {
  return setup.way === "smtp" ? setup.password !== null : setup.url !== null && setup.secret !== null;
}

/** What the window may know of a sender. */
export function infoOf(sender: Sender): SenderInfo {
  const { id, name, way } = sender;
  if (way !== "smtp") return { id, name, way, address: new URL(sender.url).host, accountIds: sender.accountIds };
  const { host, port, security, user, fromName, fromAddress } = sender;
  return { id, name, way, address: fromAddress, accountIds: [], mail: { host, port, security, user, fromName } };
}

/** Why a sender cannot be set up so; null = it can. */
function setupFault(sender: Sender): string | null {
  if (!isHeaderText(sender.name)) return "the name must be one line";
  if (sender.way === "smtp") {
    if (!/^[A-Za-z0-9.\-:]+$/.test(sender.host)) return "the mail server must be a name or an address";
    if (!isHeaderText(sender.fromName) || !isPlainAddress(sender.fromAddress)) return "the sender's name and address must be one line each";
    if (!isHeaderText(sender.user)) return "the user name must be one line";
    if (sender.security === "none" && !isLoopbackHost(sender.host))
      return "a connection without encryption is for a server of this machine";
    return null;
  }
  const url = new URL(sender.url);
  if (url.username !== "" || url.password !== "" || url.hash !== "") return "the address of a robot holds no user name and no fragment";
  if (url.protocol !== "https:" && !isLoopbackHost(url.hostname)) return "the address of a robot must start with https://";
  return null;
}

/** A secret that is null stays as it was, if the sender goes the same way as before. */
function filledIn(setup: SenderSetup, before: Sender | undefined): Sender | null {
  let filled: SenderSetup = setup;
  if (setup.way === "smtp") filled = { ...setup, password: setup.password ?? (before?.way === "smtp" ? before.password : null) };
  else {
    const old = before !== undefined && before.way !== "smtp" && before.way === setup.way ? before : null;
    filled = { ...setup, url: setup.url ?? old?.url ?? null, secret: setup.secret ?? old?.secret ?? null };
  }
  return isWhole(filled) ? filled : null;
}

/** Senders of a profile in their file beside the vault. None when the file is not there, or does not open: they can be set up again. */
export async function readSenders(folder: string, profile: string, sealer: NamedSealer): Promise<readonly Sender[]> {
  let sealed: string;
  try {
    sealed = await readFile(senderFileOf(folder, profile), "utf8");
  } catch {
    return [];
  }
  const text = sealer.open(fileName, sealed);
  if (text === null) return [];
  const parsed = kept.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data.senders.filter(isWhole) : [];
}

async function writeSenders(folder: string, profile: string, sealer: NamedSealer, senders: readonly Sender[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFileAtomic(senderFileOf(folder, profile), sealer.seal(fileName, JSON.stringify({ version: 1, senders })));
}

/** Throws what the disk throws. */
export async function saveSender(
  folder: string,
  profile: string,
  sealer: NamedSealer,
  setup: SenderSetup,
): Promise<Result<SenderInfo, BridgeError>> {
  const all = await readSenders(folder, profile, sealer);
  const before = all.find(({ id }) => id === setup.id);
  const sender = filledIn(setup, before);
  if (sender === null) return err({ code: "bad-request", message: "a new sender needs its secrets" });
  const fault = setupFault(sender);
  if (fault !== null) return err({ code: "bad-request", message: fault });
  if (before === undefined && all.length >= mostSenders) return err({ code: "bad-request", message: "there are too many senders" });
  const next = before === undefined ? [...all, sender] : all.map((other) => (other.id === sender.id ? sender : other));
  await writeSenders(folder, profile, sealer, next);
  return ok(infoOf(sender));
}

export async function removeSender(folder: string, profile: string, sealer: NamedSealer, id: string): Promise<void> {
  const all = await readSenders(folder, profile, sealer);
  if (!all.some((sender) => sender.id === id)) return;
  const next = all.filter((sender) => sender.id !== id);
  await writeSenders(folder, profile, sealer, next);
}
