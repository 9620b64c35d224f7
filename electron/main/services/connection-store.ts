import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Connection } from "../../../shared/bridge/contract.ts";
import { type DemoSize, demoSizes } from "../command-line.ts";
import { writeFileAtomic } from "./atomic-file.ts";

/** The connection in use, with what the main process alone may know. */
export type ActiveConnection =
  | { readonly mode: "none" }
  | { readonly mode: "demo"; readonly size: DemoSize }
  | { readonly mode: "embedded"; readonly dataDir: string }
  | { readonly mode: "remote"; readonly url: string; readonly token: string; readonly user: string };

/** Turns secrets into text that only this user of this machine can read back. null = the system has no keystore. */
export interface SecretBox {
  seal(text: string): Promise<string | null>;
  open(sealed: string): Promise<string | null>;
}

const stored = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("none") }),
  z.object({ mode: z.literal("demo"), size: z.enum(demoSizes) }),
  z.object({ mode: z.literal("remote"), url: z.string(), user: z.string(), sealedToken: z.string() }),
]);

function shortHash(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 24);
}

/** A folder by any of its names is one database. */
function canonical(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** Names the window's local database: another backend, folder or user is another one. Holds no secret. */
export function profileOf(connection: ActiveConnection): string {
  switch (connection.mode) {
    case "none":
      return "none";
    case "demo":
      return `demo-${connection.size}`;
    case "embedded":
      return `embedded-${shortHash(canonical(connection.dataDir))}`;
    case "remote":
      return `remote-${shortHash(connection.url, connection.user)}`;
  }
}

/** What the window may know of it. */
export function publicConnection(connection: ActiveConnection): Connection {
  switch (connection.mode) {
    case "none":
    case "demo":
      return { mode: connection.mode };
    case "embedded":
      return { mode: "embedded", dataDir: connection.dataDir };
    case "remote":
      return { mode: "remote", url: connection.url, signIn: "token", session: "active", userName: null };
  }
}

/** For a token given on the command line, whose user is not known before the first answer: another token is another database. */
export function userOfToken(token: string): string {
  return `token-${shortHash(token)}`;
}

async function readStored(file: string, box: SecretBox): Promise<ActiveConnection> {
  let known: z.infer<typeof stored>;
  try {
    known = stored.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // None yet, or damaged: the first-run screen is the way on, and the local database stays where it is.
    return { mode: "none" };
  }
  if (known.mode !== "remote") return known;
  const token = await box.open(known.sealedToken);
  return token === null ? { mode: "none" } : { mode: "remote", url: known.url, user: known.user, token };
}

/** The chosen connection; the token lies sealed in the file, or, without a keystore, only in memory until the app ends. */
export class ConnectionStore {
  private readonly file: string;
  private readonly box: SecretBox;
  private connection: ActiveConnection;

  private constructor(file: string, box: SecretBox, connection: ActiveConnection) {
    this.file = file;
    this.box = box;
    this.connection = connection;
  }

  /** `override` is the command line's choice: it holds for this start and is not written. */
  static async open(file: string, box: SecretBox, override: ActiveConnection | null): Promise<ConnectionStore> {
    return new ConnectionStore(file, box, override ?? (await readStored(file, box)));
  }

  get current(): ActiveConnection {
    return this.connection;
  }

  /** Throws what the disk throws, and then nothing has changed. */
  async choose(connection: Exclude<ActiveConnection, { readonly mode: "embedded" }>): Promise<void> {
    await writeFileAtomic(this.file, `${JSON.stringify(await this.toStored(connection))}\n`);
    this.connection = connection;
  }

  private async toStored(connection: Exclude<ActiveConnection, { readonly mode: "embedded" }>): Promise<z.infer<typeof stored>> {
    if (connection.mode !== "remote") return connection;
    const sealedToken = await this.box.seal(connection.token);
    return sealedToken === null ? { mode: "none" } : { mode: "remote", url: connection.url, user: connection.user, sealedToken };
  }
}
