import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { mostPackBytes, sitePackEnding } from "../../../shared/bridge/site-pack.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { safeFileName } from "../../../shared/kernel/safe-file-name.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { saveFile } from "../services/save-file.ts";
import type { SitePackDesk } from "../services/site-pack-desk.ts";
import { type PackTools, sealPack } from "../services/site-pack-file.ts";

const dayMs = 86_400_000;

export interface SitePackPlaces {
  readonly desk: SitePackDesk;
  readonly tools: PackTools;
  readonly wallMs: () => number;
  readonly downloads: () => string;
  readonly choosePlace: (suggestedPath: string) => Promise<string | null>;
  /** Asks for a pack with the system's dialog; null = cancelled. */
  readonly choosePack: () => Promise<string | null>;
}

type Handled = "make" | "choose" | "offer" | "waiting" | "open" | "close";

export function sitePackHandlers(places: SitePackPlaces): Pick<BridgeHandlers, `site-pack.${Handled}`> {
  const { desk, tools, wallMs, downloads, choosePlace, choosePack } = places;
  return {
    "site-pack.make": async ({ suggestedName, content, passphrase, days }) => {
      const named = safeFileName(suggestedName.endsWith(sitePackEnding) ? suggestedName : `${suggestedName}${sitePackEnding}`);
      const path = await choosePlace(join(downloads(), named));
      if (path === null) {
        content.fill(0);
        return ok(null);
      }
      const madeAtMs = wallMs();
      const expiresAtMs = madeAtMs + days * dayMs;
      const file = await sealPack(content, passphrase, { madeAtMs, expiresAtMs }, tools);
      content.fill(0);
      const saved = await saveFile(path, file);
      return saved.ok ? ok({ name: basename(path), bytes: file.length, madeAtMs, expiresAtMs }) : saved;
    },
    "site-pack.choose": async () => {
      const path = await choosePack();
      return ok(path === null ? null : await offerFile(desk, path));
    },
    "site-pack.offer": async ({ name, content }) => ok(await desk.offer(basename(name), Buffer.from(content))),
    "site-pack.waiting": async () => ok(await desk.waiting()),
    "site-pack.open": async ({ passphrase }) => ok(await desk.open(passphrase)),
    "site-pack.close": async () => {
      desk.close();
      return ok(undefined);
    },
  };
}

/** Reads a file that somebody named and offers it. What cannot be read, or is too large to be one, is an offer that says so. */
export async function offerFile(desk: SitePackDesk, path: string): ReturnType<SitePackDesk["offer"]> {
  return await desk.offer(basename(path), await readPack(path));
}

async function readPack(path: string): Promise<Buffer | null> {
  try {
    const handle = await open(path, "r");
    try {
      const { size } = await handle.stat();
      // A byte too many is enough to be refused for its size.
      const bytes = Buffer.alloc(Math.min(size, mostPackBytes + 1));
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}
