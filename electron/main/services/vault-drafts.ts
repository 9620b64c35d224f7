import { readFile, rm } from "node:fs/promises";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Drafts, drafts } from "../../../shared/bridge/vault.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { draftFileOf } from "./vault-belongings.ts";
import { type KeyTools, openText, sealText } from "./vault-keys.ts";

/** Whose drafts, in the folder of the vaults, and the master key that seals them; null = the vault is shut. */
export interface DraftPlace {
  readonly folder: string;
  readonly profile: string;
  readonly master: Buffer | null;
}

function shut(): Result<never, BridgeError> {
  return err({ code: "forbidden", message: "the vault is shut" });
}

/** What was typed and not saved. None when nothing is kept, or what is kept does not open: a draft is worth no question at the start. */
export async function readDrafts({ folder, profile, master }: DraftPlace): Promise<Result<Drafts, BridgeError>> {
  if (master === null) return shut();
  let sealed: string;
  try {
    sealed = await readFile(draftFileOf(folder, profile), "utf8");
  } catch {
    return ok({});
  }
  const text = openText(profile, master, "drafts", sealed);
  if (text === null) return ok({});
  const parsed = drafts.safeParse(JSON.parse(text));
  return ok(parsed.success ? parsed.data : {});
}

/** Replaces all drafts. Throws what the disk throws. */
export async function writeDrafts(
  tools: KeyTools,
  { folder, profile, master }: DraftPlace,
  all: Drafts,
): Promise<Result<undefined, BridgeError>> {
  if (master === null) return shut();
  const path = draftFileOf(folder, profile);
  if (Object.keys(all).length === 0) await rm(path, { force: true });
  else await writeFileAtomic(path, sealText(tools, profile, master, "drafts", JSON.stringify(all)));
  return ok(undefined);
}
