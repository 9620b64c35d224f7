import type { EditRow } from "../../renderer/data/database.ts";
import { EditSealing } from "../../renderer/data/edit-sealing.ts";
import { outboxKey } from "../../renderer/data/outbox.ts";
import { Sealer } from "../../renderer/data/sealing.ts";
import { quickCiphers } from "./quick-ciphers.ts";
import type { WorldDisk } from "./world-disk.ts";

/** An edit on a laptop's disk that waits there for the backend or for its author. */
export interface KeptEdit {
  readonly userId: string;
  readonly profile: string;
  /** As the product names it: client and number. */
  readonly key: string;
  readonly needsAttention: boolean;
  /** What was typed, as text. An edit that no key of the laptop opens holds nothing. */
  readonly text: string;
}

/** What waits in the profile's store, whoever is signed in: opened with the keys that the laptop has. */
export async function keptEdits(disk: WorldDisk, profile: string): Promise<readonly KeptEdit[]> {
  const sealing = new EditSealing(
    new Sealer(disk.disk.keys().edits, quickCiphers),
    () => "",
    () => undefined,
  );
  const rows = await sealing.open((await disk.rowsOf(profile, "outbox")) as readonly EditRow[]);
  return rows.map((row) => ({
    userId: row.userId,
    profile,
    key: outboxKey(row),
    needsAttention: row.status.state === "attention",
    text: JSON.stringify(Object.values(row.mutation.fields).map((patch) => patch.new)),
  }));
}
