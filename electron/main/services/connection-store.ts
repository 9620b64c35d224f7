import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Connection } from "../../../shared/bridge/app-info.ts";
import { type DemoSize, demoSizes } from "../command-line.ts";
import { writeFileAtomic } from "./atomic-file.ts";
import { diskError } from "./disk-error.ts";
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

/** Turns secrets of a profile into text that only this user of this machine can read back. null = it cannot be done, or not now. */
export interface SecretBox {
  seal(text: string, profile: string): Promise<string | null>;
  open(sealed: string, profile: string): Promise<string | null>;
  /** The system has no keystore: secrets are sealed by the profile's vault, and only while it is open. */
  needsVault(): Promise<boolean>;
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
/** Why a sign-in could not be written to the disk. */
export type KeepFault = "disk-full" | "io";

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
export function publicConnection(
  connection: ActiveConnection,
  session: "active" | "expired" | "revoked",
  keepFault: KeepFault | null,
): Connection {
  switch (connection.mode) {
    case "none":
    case "demo":
      return { mode: connection.mode };
    case "embedded":
      return { mode: "embedded", dataDir: connection.dataDir };
    case "remote":
      return {
        mode: "remote",
        url: connection.url,
        signIn: connection.credential.signIn,
        session,
        userName: connection.userName,
        keepFault,
      };
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

function toActive(known: Stored["connection"], secret: string | null): ActiveConnection {
  if (known.mode !== "remote") return known;
  const { mode, url, user, userName, signIn, provider } = known;
  if (signIn !== "oidc") return { mode, url, user, userName, credential: { signIn, token: secret } };
  if (provider === null) return { mode: "none" };
  return { mode, url, user, userName, credential: { signIn, provider, refreshToken: secret } };
}

function withSecret(connection: RemoteConnection, secret: string): RemoteConnection {
  const { credential } = connection;
  return {
    ...connection,
    credential: credential.signIn === "oidc" ? { ...credential, refreshToken: secret } : { ...credential, token: secret },
  };
}

/**
 * The chosen connection with whoever is signed in. Secrets lie sealed in the file: by the system's keystore, or else by the profile's vault, which
 * its user opens with a passcode. Then they are only in memory until the vault is open for the first time, and a start has them when it is again.
 */
export class ConnectionStore {
  private readonly file: string;
  private readonly box: SecretBox;
  private kept: Stored;
  private connection: ActiveConnection;
  /** The command line's choice is not written; what is chosen after it is. */
  private written = true;
  /** The secret is in the file, and its vault has not been opened yet. */
  private waiting = false;
  private fault: KeepFault | null = null;
  private onFault: (fault: KeepFault | null) => void = () => undefined;
  /** What could not be written, for another time. */
  private unwritten: (() => Promise<void>) | null = null;
  private readonly inOrder = serialQueue();

  private constructor(file: string, box: SecretBox, kept: Stored, connection: ActiveConnection) {
    this.file = file;
    this.box = box;
    this.kept = kept;
    this.connection = connection;
  }

  static async open(file: string, box: SecretBox): Promise<ConnectionStore> {
    const kept = await readStored(file);
    const { connection } = kept;
    const store = new ConnectionStore(file, box, kept, toActive(connection, null));
    if (connection.mode !== "remote" || connection.sealed === null) return store;
    const secret = await box.open(connection.sealed, profileOf(store.connection));
    store.connection = toActive(connection, secret);
    store.waiting = secret === null && (await box.needsVault());
    return store;
  }

  get current(): ActiveConnection {
    return this.connection;
  }

  /** Whether the user is signed in is known when the vault of this profile has been opened. */
  get waitsForVault(): boolean {
    return this.waiting;
  }

  /** Why the sign-in in use is not on the disk, and so ends with the app; null = it is, or needs not be. */
  get keepFault(): KeepFault | null {
    return this.fault;
  }

  /** Is told of every change of `keepFault`. */
  watchKeeping(onFault: (fault: KeepFault | null) => void): void {
    this.onFault = onFault;
  }

  /** Takes the command line's choice: it holds for this start and is not written. */
  override(connection: ActiveConnection): void {
    this.connection = connection;
    this.written = false;
    this.waiting = false;
  }

  /** Throws what the disk throws, and then nothing has changed. */
  choose(connection: ChosenConnection): Promise<void> {
    return this.inOrder(async () => {
      await this.write({ ...this.kept, connection: await this.toStored(connection) });
      this.connection = connection;
      this.written = true;
      this.waiting = false;
      this.tell(null);
    });
  }

  /**
   * The vault of a profile is open. Without a keystore that is when the secret of its user comes out of the file, or gets into it. Answers whether
   * somebody waited for it: then the session begins now. A fault of the disk is kept for `keepFault`.
   */
  vaultOpened(profile: string): Promise<boolean> {
    return this.inOrder(async () => {
      const { connection } = this;
      if (connection.mode !== "remote" || profileOf(connection) !== profile || !this.written || !(await this.box.needsVault()))
        return false;
      const sealed = this.kept.connection.mode === "remote" ? this.kept.connection.sealed : null;
      const onDisk = sealed === null ? null : await this.box.open(sealed, profile);
      const inMemory = secretOf(connection.credential);
      const waited = this.waiting;
      this.waiting = false;
      if (waited && onDisk !== null) this.connection = withSecret(connection, onDisk);
      else if (inMemory !== null && inMemory !== onDisk) await this.keep(async () => await this.writeConnection());
      return waited;
    });
  }

  /** Tries again what could not be written. */
  keepAgain(): Promise<KeepFault | null> {
    return this.inOrder(async () => {
      const { unwritten } = this;
      if (unwritten !== null) await this.keep(unwritten);
      return this.fault;
    });
  }

  /**
   * Replaces the refresh token of a user, durably before it resolves: the provider has forgotten the old one. null = the provider refused it.
   * Does nothing when somebody else is signed in by now. When the disk does not take it, it is in memory alone, and `keepFault` says so.
   */
  renew(of: RemoteConnection, refreshToken: string | null): Promise<void> {
    return this.inOrder(async () => {
      const { connection } = this;
      if (connection.mode !== "remote" || connection.url !== of.url || connection.user !== of.user) return;
      if (connection.credential.signIn !== "oidc") return;
      const renewed: RemoteConnection = { ...connection, credential: { ...connection.credential, refreshToken } };
      this.connection = renewed;
      if (this.written) await this.keep(async () => await this.writeConnection());
    });
  }

  /** The user of a token that was used on this laptop before; null = unknown. */
  userOf(url: string, token: string): Identity | null {
    const hash = shortHash(url, token);
    const known = this.kept.tokenUsers.find((entry) => entry.hash === hash);
    return known === undefined ? null : { user: known.user, userName: known.userName };
  }

  /** When the disk does not take it, the next start needs the network to know the user, and `keepFault` says so. */
  rememberUser(url: string, token: string, { user, userName }: Identity): Promise<void> {
    return this.inOrder(async () => {
      const hash = shortHash(url, token);
      await this.keep(async () => {
        const others = this.kept.tokenUsers.filter((entry) => entry.hash !== hash);
        await this.write({ ...this.kept, tokenUsers: [...others, { hash, user, userName }].slice(-tokenUsersKept) });
      });
    });
  }

  /** Keeps a token that the provider is to forget. false = there is no keystore, and a token whose user has left lies nowhere. */
  rememberRevocation({ provider, refreshToken }: PendingRevocation): Promise<boolean> {
    return this.inOrder(async () => {
      const sealed = (await this.box.needsVault()) ? null : await this.box.seal(refreshToken, profileOf(this.connection));
      if (sealed === null) return false;
      await this.write({ ...this.kept, revocations: [...this.kept.revocations, { provider, sealed }].slice(-revocationsKept) });
      return true;
    });
  }

  /** Carries out what is still to be revoked; what `revoke` answers false to stays for another time. */
  async revokeRemembered(revoke: (pending: PendingRevocation) => Promise<boolean>): Promise<void> {
    for (const pending of this.kept.revocations) {
      const refreshToken = await this.box.open(pending.sealed, profileOf(this.connection));
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

  private async writeConnection(): Promise<void> {
    if (this.connection.mode === "embedded") return;
    await this.write({ ...this.kept, connection: await this.toStored(this.connection) });
  }

  /** Writes what the user can do without until the app ends; what the disk says is told, and the writing can be tried again. */
  private async keep(writing: () => Promise<void>): Promise<void> {
    let fault: KeepFault | null = null;
    try {
      await writing();
    } catch (error) {
      const disk = diskError(error);
      if (disk === null) throw error;
      fault = disk.code === "disk-full" ? "disk-full" : "io";
    }
    this.tell(fault, writing);
  }

  private tell(fault: KeepFault | null, unwritten: (() => Promise<void>) | null = null): void {
    this.unwritten = fault === null ? null : unwritten;
    if (fault === this.fault) return;
    this.fault = fault;
    this.onFault(fault);
  }

  private async toStored(connection: ChosenConnection): Promise<Stored["connection"]> {
    if (connection.mode !== "remote") return connection;
    const { mode, url, user, userName, credential } = connection;
    const secret = secretOf(credential);
    const sealed = secret === null ? null : await this.box.seal(secret, profileOf(connection));
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
