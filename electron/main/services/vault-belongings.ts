import { rm } from "node:fs/promises";
import { join } from "node:path";

/** What the master key of a profile seals beside its vault. */
export function draftFileOf(folder: string, profile: string): string {
  return join(folder, `${profile}.drafts`);
}

export function senderFileOf(folder: string, profile: string): string {
  return join(folder, `${profile}.senders`);
}

/** Which promises the user was told of. */
export function toldFileOf(folder: string, profile: string): string {
  return join(folder, `${profile}.told`);
}

/** One file a message. */
export function messageFolderOf(folder: string, profile: string): string {
  return join(folder, `${profile}.messages`);
}

/** Its user leaves: what he typed goes, and his passwords. Messages that wait stay sealed for his return, as his edits do. */
export async function removeTyped(folder: string, profile: string): Promise<void> {
  await rm(draftFileOf(folder, profile), { force: true });
  await rm(senderFileOf(folder, profile), { force: true });
}

/** After a wipe, or when the key is lost. */
export async function removeBelongings(folder: string, profile: string): Promise<void> {
  await removeTyped(folder, profile);
  await rm(messageFolderOf(folder, profile), { recursive: true, force: true });
  await rm(toldFileOf(folder, profile), { force: true });
}
