import { createHash } from "node:crypto";

/** A document that this desktop made, named by its content. */
export interface MadeDocument {
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Few are looked at at once; one that is asked for again later is made again. */
const most = 8;

/** What a mail server commonly takes is 10 MB with everything (base64 makes a third more of it). */
export const largestAttachment = 5_000_000;

/** Documents made a moment ago, in memory: a message carries only what the desktop itself made, never what a page hands it. */
export class MadeDocuments {
  private readonly byDigest = new Map<string, MadeDocument>();

  keep(bytes: Buffer): MadeDocument {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const made = { sha256, bytes };
    this.byDigest.delete(sha256);
    this.byDigest.set(sha256, made);
    const [oldest] = this.byDigest.keys();
    if (this.byDigest.size > most && oldest !== undefined) this.byDigest.delete(oldest);
    return made;
  }

  get(sha256: string): MadeDocument | null {
    return this.byDigest.get(sha256) ?? null;
  }

  /** Customers' text leaves the memory with the keys. */
  forget(): void {
    this.byDigest.clear();
  }
}
