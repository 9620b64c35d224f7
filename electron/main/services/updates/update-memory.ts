import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { updateChannels } from "../../../../shared/domain/update/update-manifest.ts";
import { version } from "../../../../shared/domain/update/version-order.ts";
import { writeFileAtomic } from "../atomic-file.ts";

const seen = z.object({ sequence: z.number().int().positive(), digest: z.string().max(64) });

/** What this laptop remembers of updates. Unknown fields of a later version stay. */
const remembered = z.looseObject({
  /** Random, of this profile; decides its turn and never leaves the laptop. */
  deviceId: z.uuid(),
  /** The newest manifest that was taken, per channel. */
  seen: z.partialRecord(z.enum(updateChannels), seen),
  /** An installation that was begun: at the next start it has come about or not. */
  begun: z.object({ from: version, to: version }).nullable(),
});
export type Remembered = z.infer<typeof remembered>;

/** One small file in the profile. A damaged one is begun anew: it costs the protection from replay, never the start. */
export class UpdateMemory {
  private readonly file: string;
  private kept: Remembered;

  constructor(file: string, newId: () => string) {
    this.file = file;
    this.kept = { deviceId: newId(), seen: {}, begun: null };
    try {
      const read = remembered.safeParse(JSON.parse(readFileSync(file, "utf8")));
      if (read.success) this.kept = read.data;
    } catch {
      // No file yet, or damaged.
    }
  }

  get current(): Remembered {
    return this.kept;
  }

  /** Resolves when it is on the disk; throws what the disk throws, and then nothing has changed. */
  async change(patch: Partial<Pick<Remembered, "seen" | "begun">>): Promise<void> {
    const next = { ...this.kept, ...patch };
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.file, `${JSON.stringify(next)}\n`);
    this.kept = next;
  }
}
