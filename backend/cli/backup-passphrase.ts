import { readFileSync } from "node:fs";
import { BackupError } from "../backup/backup-error.ts";
import { errorCode } from "../storage/storage-error.ts";

export const passphraseVariable = "HEADROOM_BACKUP_PASSPHRASE";
const leastPassphrase = 12;

/** From the key file, else from the environment: never from the command line, which everybody on the machine can read. */
export function backupPassphrase(keyFile: string | undefined): string {
  let text = process.env[passphraseVariable] ?? "";
  if (keyFile !== undefined) {
    try {
      text = readFileSync(keyFile, "utf8").trim();
    } catch (error) {
      throw new BackupError("no-passphrase", `cannot read the key file ${keyFile} (${errorCode(error) ?? "unknown"})`);
    }
  }
  if (text.length < leastPassphrase) {
    const place = keyFile ?? passphraseVariable;
    throw new BackupError(
      "no-passphrase",
      text === ""
        ? `a backup is encrypted: set ${passphraseVariable}, or name a file that holds the passphrase with --key-file`
        : `the passphrase in ${place} has fewer than ${leastPassphrase} characters: take a longer one`,
    );
  }
  return text;
}
