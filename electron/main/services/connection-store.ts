import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Connection } from "../../../shared/bridge/contract.ts";
import { type DemoSize, demoSizes } from "../command-line.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { serialQueue } from "./serial-queue.ts";

/** Where a company's users sign in, as its backend said. */
const oidcProvider = z.object({ issuer: z.url(), clientId: z.string(), scope: z.string(), resource: z.string().nullable() });
export type OidcProvider = z.infer<typeof oidcProvider>;

/** How the user of a backend shows who he is. A secret that is null is not here any more: he signs in again. */
export type Credential =
  | { readonly signIn: "token" | "development"; readonly token: string | null }
  | { readonly signIn: "oidc"; readonly provider: OidcProvider; readonly refreshToken: string | null };

export interface RemoteConnection {
  readonly mode: "remote";
  readonly url: string;
  /** `TENANT/USER`, as the backend said: with the address it names the local database. */
  readonly user: string;
  readonly userName: string;
  readonly credential: Credential;
}

/** The connection in use, with what the main process alone may know. */
export type ActiveConnection =
  | { readonly mode: "none" }
  | { readonly mode: "demo"; readonly size: DemoSize }
  | { readonly mode: "embedded"; readonly dataDir: string }
  | RemoteConnection;
export type ChosenConnection = Exclude<ActiveConnection, { readonly mode: "embedded" }>;

/** Turns secrets into text that only this user of this machine can read back. null = the system has no keystore. */
export interface SecretBox {
  seal(text: string): Promise<string | null>;
  open(sealed: string): Promise<string | null>;
}

/** A refresh token that the provider has yet to be told to forget. */
export interface PendingRevocation {
  readonly provider: OidcProvider;
  readonly refreshToken: string;
}

const identity = z.object({ user: z.string(), userName: z.string() });
/** Who a token belongs to. */
export type Identity = z.infer<typeof identity>;

const storedConnection = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("none") }),
  z.object({ mode: z.literal("demo"), size: z.enum(demoSizes) }),
  z.object({
    mode: z.literal("remote"),
    url: z.string(),
    ...identity.shape,
    signIn: z.enum(["token", "development", "oidc"]),
    provider: oidcProvider.nullable(),
    sealed: z.string().nullable(),
  }),
]);
const stored = z.object({
  connection: storedConnection,
  /** Users of the tokens that were given on the command line, by a hash of address and token: they start offline with it. */
  tokenUsers: z.array(z.object({ hash: z.string(), ...identity.shape })),
  revocations: z.array(z.object({ provider: oidcProvider, sealed: z.string() })),
});
type Stored = z.infer<typeof stored>;

const nothingStored: Stored = { connection: { mode: "none" }, tokenUsers: [], revocations: [] };
const tokenUsersKept = 20;
const revocationsKept = 10;

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

/** Names the window's local database: another backend, folder or user is another one, another token of the same user is not. Holds no secret. */
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

/** What the window may know of it. `session` is what the credential is worth at present. */
export function publicConnection(connection: ActiveConnection, session: "active" | "expired" | "revoked"): Connection {
  switch (connection.mode) {
    case "none":
    case "demo":
      return { mode: connection.mode };
    case "embedded":
      return { mode: "embedded", dataDir: connection.dataDir };
    case "remote":
      return { mode: "remote", url: connection.url, signIn: connection.credential.signIn, session, userName: connection.userName };
  }
}

function secretOf(credential: Credential): string | null {
  return credential.signIn === "oidc" ? credential.refreshToken : credential.token;
}

async function readStored(file: string): Promise<Stored> {
  try {
    return stored.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // None yet, or damaged: the first-run screen is the way on, and the local database stays where it is.
    return nothingStored;
  }
}

async function toActive(known: Stored["connection"], box: SecretBox): Promise<ActiveConnection> {
  if (known.mode !== "remote") return known;
  const { mode, url, user, userName, signIn, provider, sealed } = known;
  const secret = sealed === null ? null : await box.open(sealed);
  if (signIn !== "oidc") return { mode, url, user, userName, credential: { signIn, token: secret } };
  if (provider === null) return { mode: "none" };
  return { mode, url, user, userName, credential: { signIn, provider, refreshToken: secret } };
}

/**
 * The chosen connection with whoever is signed in. Secrets lie sealed in the file; without a keystore they are only in memory, and the next
 * start knows the user but has to ask him to sign in again.
 */
export class ConnectionStore {
  private readonly file: string;
  private readonly box: SecretBox;
  private kept: Stored;
  private connection: ActiveConnection;
  /** The command line's choice is not written; what is chosen after it is. */
  private written: boolean;
  private readonly inOrder = serialQueue();

  private constructor(file: string, box: SecretBox, kept: Stored, connection: ActiveConnection, written: boolean) {
    this.file = file;
    this.box = box;
    this.kept = kept;
    this.connection = connection;
    this.written = written;
  }

  static async open(file: string, box: SecretBox): Promise<ConnectionStore> {
    const kept = await readStored(file);
    return new ConnectionStore(file, box, kept, await toActive(kept.connection, box), true);
  }

  get current(): ActiveConnection {
    return this.connection;
  }

  /** Takes the command line's choice: it holds for this start and is not written. */
  override(connection: ActiveConnection): void {
    this.connection = connection;
    this.written = false;
  }

  /** Throws what the disk throws, and then nothing has changed. */
  choose(connection: ChosenConnection): Promise<void> {
    return this.inOrder(async () => {
      await this.write({ ...this.kept, connection: await this.toStored(connection) });
      this.connection = connection;
      this.written = true;
    });
  }

  /**
   * Replaces the refresh token of a user, durably before it resolves: the provider has forgotten the old one. null = the provider refused it.
   * Does nothing when somebody else is signed in by now. Throws what the disk throws; the token is then in memory alone.
   */
  renew(of: RemoteConnection, refreshToken: string | null): Promise<void> {
    return this.inOrder(async () => {
      const { connection } = this;
      if (connection.mode !== "remote" || connection.url !== of.url || connection.user !== of.user) return;
      if (connection.credential.signIn !== "oidc") return;
      const renewed: RemoteConnection = { ...connection, credential: { ...connection.credential, refreshToken } };
      this.connection = renewed;
      if (this.written) await this.write({ ...this.kept, connection: await this.toStored(renewed) });
    });
  }

  /** The user of a token that was used on this laptop before; null = unknown. */
  userOf(url: string, token: string): Identity | null {
    const hash = shortHash(url, token);
    const known = this.kept.tokenUsers.find((entry) => entry.hash === hash);
    return known === undefined ? null : { user: known.user, userName: known.userName };
  }

  rememberUser(url: string, token: string, { user, userName }: Identity): Promise<void> {
    return this.inOrder(async () => {
      const hash = shortHash(url, token);
      const others = this.kept.tokenUsers.filter((entry) => entry.hash !== hash);
      await this.write({ ...this.kept, tokenUsers: [...others, { hash, user, userName }].slice(-tokenUsersKept) });
    });
  }

  /** Keeps a token that the provider is to forget. Without a keystore it is let go: it lies nowhere, and runs out. */
  rememberRevocation({ provider, refreshToken }: PendingRevocation): Promise<void> {
    return this.inOrder(async () => {
      const sealed = await this.box.seal(refreshToken);
      if (sealed === null) return;
      await this.write({ ...this.kept, revocations: [...this.kept.revocations, { provider, sealed }].slice(-revocationsKept) });
    });
  }

  /** Carries out what is still to be revoked; what `revoke` answers false to stays for another time. */
  async revokeRemembered(revoke: (pending: PendingRevocation) => Promise<boolean>): Promise<void> {
    for (const pending of this.kept.revocations) {
      const refreshToken = await this.box.open(pending.sealed);
      const done = refreshToken === null || (await revoke({ provider: pending.provider, refreshToken }));
      // Only the writing waits in the queue: a slow provider holds up nobody.
      if (done) {
        await this.inOrder(() => this.write({ ...this.kept, revocations: this.kept.revocations.filter((other) => other !== pending) }));
      }
    }
  }

  private async write(next: Stored): Promise<void> {
    await writeFileAtomic(this.file, `${JSON.stringify(next)}\n`);
    this.kept = next;
  }

  private async toStored(connection: ChosenConnection): Promise<Stored["connection"]> {
    if (connection.mode !== "remote") return connection;
    const { mode, url, user, userName, credential } = connection;
    const secret = secretOf(credential);
    const sealed = secret === null ? null : await this.box.seal(secret);
    return {
      mode,
      url,
      user,
      userName,
      signIn: credential.signIn,
      provider: credential.signIn === "oidc" ? credential.provider : null,
      sealed,
    };
  }
}
