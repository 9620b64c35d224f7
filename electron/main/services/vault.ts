import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import type { StoreMark, VaultAnswer, VaultInfo } from "../../../shared/bridge/vault.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { type LaptopPolicy, defaultLaptopPolicy } from "../../../shared/sync/policy.ts";
import { setAside } from "./atomic-file.ts";
import { serialQueue } from "./serial-queue.ts";
import { removeBelongings, removeTyped } from "./vault-belongings.ts";
import { contactAt, isExpired, mustDestroy, seen } from "./vault-clock.ts";
import { type KeptVault, type ReadVault, type WipedVault, readVault, replaceVault, writeVault } from "./vault-file.ts";
import { vaultInfoOf } from "./vault-info.ts";
import { type KeyTools, keystoreOpens, newKey, openMaster, openRing, rotated, sealMaster } from "./vault-keys.ts";
import { readMark, removeMark, writeMark } from "./vault-mark.ts";
import { noFailures, retryAt } from "./vault-throttle.ts";

/** The outbox mirror as a vault needs it. */
export interface VaultMirror {
  /** Edits in it. */
  count(profile: string): Promise<number>;
  destroy(profile: string): Promise<void>;
  setAside(profile: string, nowMs: number): Promise<void>;
}

export interface VaultOptions {
  /** Folder of all vaults of the desktop's profile. */
  readonly folder: string;
  readonly profile: string;
  /** The data is a company's: it wants a real keystore or a passcode, and has a grace. Otherwise it is invented, or lies in the clear beside. */
  readonly guarded: boolean;
  readonly tools: KeyTools;
  readonly mirror: VaultMirror;
  readonly now: () => number;
  /** Milliseconds by a clock that nobody can set. */
  readonly ran: () => number;
}
type Answer = Result<VaultAnswer, BridgeError>;
/** The clock is written at most this often for its own sake. */
const keepClockMs = 15 * 60_000;
const resettable: ReadonlySet<VaultAnswer["state"]> = new Set(["wiped", "lost", "locked"]);

/** The keys of one profile: a file, and in memory the master key while the vault is open. Calls run in the order in which they come. */
export class Vault {
  private readonly options: VaultOptions;
  private readonly inOrder = serialQueue();
  private readonly file: string;
  private readonly markFile: string;
  private known: ReadVault | null = null;
  private master: Buffer | null = null;
  /** The window holds keys. */
  private handedOut = false;
  private lookedMs: number;
  private clockKeptMs = 0;

  constructor(options: VaultOptions) {
    this.options = options;
    this.file = join(options.folder, `${options.profile}.json`);
    this.markFile = join(options.folder, `${options.profile}.mark.json`);
    this.lookedMs = options.ran();
  }

  async open(): Promise<Answer> {
    return await this.inOrder(() => this.answer());
  }

  /** `locked` with a time = not tried, too many were wrong; the error `wrong-passcode` = tried. */
  async unlock(passcode: string): Promise<Answer> {
    return await this.inOrder(async () => {
      const vault = await this.read();
      if (vault.state !== "kept" || vault.master.passcode === null || this.master !== null) return await this.answer();
      const tried = await this.tryPasscode(vault, passcode);
      if (tried === "wrong") return err({ code: "wrong-passcode", message: "the passcode does not open the keys" });
      return await this.answer();
    });
  }

  /** Forgets the master key. false = there is no passcode, and locking would hide nothing. */
  async lock(): Promise<boolean> {
    return await this.inOrder(async () => {
      const vault = await this.read();
      if (vault.state !== "kept" || vault.master.passcode === null) return false;
      this.forget();
      return true;
    });
  }

  /** Another user's turn: whatever it takes to open it will be asked again. */
  forget(): void {
    this.master?.fill(0);
    this.master = null;
    this.handedOut = false;
  }

  /**
   * Begins anew: after a wipe; after a loss, whose remains are put aside; or locked, when the passcode is forgotten, and then nothing remains.
   */
  async reset(): Promise<Answer> {
    return await this.inOrder(async () => {
      const before = await this.answer();
      if (!before.ok || !resettable.has(before.value.state)) return before;
      const nowMs = this.options.now();
      if (before.value.state === "locked") await this.destroy("user");
      if (before.value.state === "lost") {
        await setAside(this.file, nowMs);
        await this.options.mirror.setAside(this.options.profile, nowMs);
        await removeMark(this.markFile);
        await removeBelongings(this.options.folder, this.options.profile);
      }
      this.forget();
      this.known = { state: "none" };
      return (await this.needsPasscode()) ? ok({ state: "setup" }) : await this.create(null);
    });
  }

  async setPasscode(current: string | null, next: string | null): Promise<Result<VaultInfo, BridgeError>> {
    return await this.inOrder(async () => {
      const vault = await this.read();
      if (vault.state === "none" && next !== null) {
        const made = await this.create(next);
        return made.ok ? ok(await this.describe()) : made;
      }
      if (vault.state !== "kept") return err({ code: "conflict", message: "there are no keys to protect" });
      if (next === null && (await this.needsPasscode())) {
        return err({ code: "forbidden", message: "without a system keystore the passcode stays" });
      }
      const proven = await this.prove(vault, current);
      if (!proven.ok) return proven;
      const sealed = await sealMaster(this.options.tools, vault.profile, proven.value, next);
      const latest = await this.mustKeep();
      await this.replace({ ...latest, master: sealed, failures: noFailures });
      return ok(await this.describe());
    });
  }

  async info(): Promise<VaultInfo> {
    return await this.inOrder(() => this.describe());
  }

  async rotate(): Promise<Answer> {
    return await this.inOrder(async () => {
      const before = await this.answer();
      if (!before.ok || before.value.state !== "open" || this.master === null) return before;
      const vault = await this.mustKeep();
      await this.write({ ...vault, rings: rotated(this.options.tools, vault, this.master, this.options.now()) });
      return await this.answer();
    });
  }

  /** Forgets the keys that are not named. The newest key of a ring seals, and stays whatever is named. */
  async retire(keep: readonly string[]): Promise<Result<undefined, BridgeError>> {
    return await this.inOrder(async () => {
      const vault = await this.read();
      if (vault.state !== "kept") return err({ code: "conflict", message: "there are no keys" });
      const named = new Set(keep);
      const left = (ring: KeptVault["rings"]["copy"]) => ring.filter(({ id }, at) => named.has(id) || at === ring.length - 1);
      await this.replace({ ...vault, rings: { copy: left(vault.rings.copy), edits: left(vault.rings.edits) } });
      return ok(undefined);
    });
  }

  async writeMark(mark: StoreMark): Promise<void> {
    await this.inOrder(async () => {
      // After a wipe the window may still be writing its last mark: it must not come back.
      if ((await this.read()).state === "kept") await writeMark(this.markFile, mark);
    });
  }

  /** Its user leaves: the keys go from memory; what he typed and did not save, and his senders, go for good. */
  async close(): Promise<void> {
    await this.inOrder(async () => {
      this.forget();
      await removeTyped(this.options.folder, this.options.profile);
    });
  }

  /** For what else is sealed under the master key; null = the vault is shut. */
  async withMaster<T>(job: (master: Buffer | null) => Promise<T>): Promise<T> {
    return await this.inOrder(() => job(this.master));
  }

  /** Destroys every key, then what they sealed. */
  async wipe(by: WipedVault["by"]): Promise<void> {
    await this.inOrder(() => this.destroy(by));
  }

  /** The backend has answered. `policy` null = it said nothing of one, and the last one holds. */
  async contact(serverMs: number | null, policy: LaptopPolicy | null): Promise<void> {
    await this.inOrder(async () => {
      const vault = await this.read();
      if (vault.state !== "kept" || !this.options.guarded) return;
      const nowMs = this.options.now();
      const wasAway = isExpired(vault.clock) || vault.clock.overdueSinceMs !== null;
      const clock = contactAt(nowMs, serverMs, policy ?? vault.clock.policy);
      const changed = JSON.stringify(clock.policy) !== JSON.stringify(vault.clock.policy);
      this.known = { ...vault, clock };
      this.lookedMs = this.options.ran();
      if (wasAway || changed || nowMs - this.clockKeptMs >= keepClockMs || nowMs < this.clockKeptMs) await this.keepClock();
    });
  }

  /** Looks at the clock, now and then. true = the grace ended while the vault was open, and the keys have been forgotten. */
  async tick(): Promise<boolean> {
    return await this.inOrder(async () => {
      const vault = await this.observe();
      if (vault.state !== "kept" || !this.options.guarded) return false;
      if (Math.abs(this.options.now() - this.clockKeptMs) >= keepClockMs) await this.keepClock();
      if (!this.handedOut || !isExpired(vault.clock)) return false;
      this.forget();
      return true;
    });
  }

  /** By which the backend knows this laptop's database; null = it has none yet. */
  async clientId(): Promise<string | null> {
    return (await readMark(this.markFile))?.clientId ?? null;
  }

  get isOpen(): boolean {
    return this.handedOut;
  }

  /** The master key is in memory, though the copy may be out of its grace. */
  get isUnlocked(): boolean {
    return this.master !== null;
  }

  private async read(): Promise<ReadVault> {
    this.known ??= await readVault(this.file, this.options.profile);
    return this.known;
  }

  private async mustKeep(): Promise<KeptVault> {
    const vault = await this.read();
    if (vault.state !== "kept") throw new Error("the vault holds no keys");
    return vault;
  }

  private async write(vault: KeptVault): Promise<void> {
    await writeVault(this.file, vault);
    this.clockKeptMs = this.options.now();
    this.known = vault;
  }

  /** For a change that takes keys away. */
  private async replace(vault: KeptVault | WipedVault): Promise<void> {
    await replaceVault(this.file, vault);
    this.known = vault;
  }

  private async keepClock(): Promise<void> {
    await this.write(await this.mustKeep());
  }

  private async needsPasscode(): Promise<boolean> {
    return this.options.guarded && !(await this.options.tools.keystore.isStrong());
  }

  private async create(passcode: string | null): Promise<Answer> {
    const { tools, profile, folder } = this.options;
    const nowMs = this.options.now();
    const master = tools.random(32);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await this.write({
      version: 1,
      state: "kept",
      profile,
      master: await sealMaster(tools, profile, master, passcode),
      rings: {
        copy: [newKey(tools, profile, master, "copy", nowMs)],
        edits: [newKey(tools, profile, master, "edits", nowMs)],
      },
      clock: contactAt(nowMs, null, defaultLaptopPolicy),
      failures: noFailures,
    });
    this.master = master;
    return await this.answer();
  }

  /** Passes the time, and destroys the copy's keys when it is up. Edits that nobody else has keep theirs. */
  private async observe(): Promise<ReadVault> {
    const vault = await this.read();
    if (vault.state !== "kept" || !this.options.guarded) return vault;
    const nowMs = this.options.now();
    const ranMs = this.options.ran();
    const clock = seen(vault.clock, nowMs, ranMs - this.lookedMs);
    this.lookedMs = ranMs;
    const failures = { ...vault.failures, lastMs: Math.min(vault.failures.lastMs, nowMs) };
    const next: KeptVault = { ...vault, clock, failures };
    this.known = next;
    if (mustDestroy(clock, nowMs) && vault.rings.copy.length > 0) await this.replace({ ...next, rings: { ...vault.rings, copy: [] } });
    else if (clock.overdueSinceMs !== vault.clock.overdueSinceMs) await this.write(next);
    return this.known;
  }

  private async answer(): Promise<Answer> {
    const vault = await this.observe();
    const mark = await readMark(this.markFile);
    switch (vault.state) {
      case "none":
        // Keys that are gone from beside a database that was here: a new key over it would hide that it can never be read again.
        if (mark !== null) return await this.lost();
        return (await this.needsPasscode()) ? ok({ state: "setup" }) : await this.create(null);
      case "damaged":
        return await this.lost();
      case "wiped":
        await this.clearWiped();
        return ok({ state: "wiped", by: vault.by, atMs: vault.atMs });
      case "kept":
        return await this.answerKept(vault, mark);
    }
  }

  private async answerKept(vault: KeptVault, mark: StoreMark | null): Promise<Answer> {
    if (this.master === null) {
      if (vault.master.passcode !== null) {
        if (!(await keystoreOpens(this.options.tools, vault.master))) return await this.lost();
        return ok({ state: "locked", retryAtMs: retryAt(vault.failures, this.options.now()) });
      }
      const opened = await openMaster(this.options.tools, vault.profile, vault.master, null);
      if (opened.state !== "open") return await this.lost();
      this.master = opened.key;
    }
    if (this.options.guarded && isExpired(vault.clock)) {
      await this.keepClock();
      return ok({ state: "expired", lastContactMs: vault.clock.contactMs, unsent: await this.unsent() });
    }
    let current = vault;
    if (vault.rings.copy.length === 0) {
      // The copy was destroyed for want of contact, and the backend has been reached since: a new copy gets a new key.
      const key = newKey(this.options.tools, vault.profile, this.master, "copy", this.options.now());
      current = { ...vault, rings: { ...vault.rings, copy: [key] } };
      await this.write(current);
    }
    const copy = openRing(current.profile, this.master, "copy", current.rings.copy);
    const edits = openRing(current.profile, this.master, "edits", current.rings.edits);
    if (copy === null || edits === null) return await this.lost();
    this.handedOut = true;
    return ok({ state: "open", copy, edits, mark });
  }

  private async lost(): Promise<Answer> {
    return ok({ state: "lost", unsent: await this.unsent() });
  }

  private async unsent(): Promise<number> {
    // The mark may be older than the last edits before the end; the mirror has them all, and keeps some for a moment after they were sent.
    const [mark, mirrored] = await Promise.all([readMark(this.markFile), this.options.mirror.count(this.options.profile)]);
    return Math.max(mark?.unsent ?? 0, mirrored);
  }

  /** The keys first: whatever ends the desktop in the middle, nothing can be read afterwards, and the next start goes on with the rest. */
  private async destroy(by: WipedVault["by"]): Promise<void> {
    this.forget();
    await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
    await this.replace({ version: 1, state: "wiped", profile: this.options.profile, by, atMs: this.options.now() });
    await this.clearWiped();
  }

  private async clearWiped(): Promise<void> {
    await this.options.mirror.destroy(this.options.profile);
    await removeMark(this.markFile);
    await removeBelongings(this.options.folder, this.options.profile);
  }

  private async tryPasscode(vault: KeptVault, passcode: string): Promise<"open" | "wrong" | "paused" | "lost"> {
    const nowMs = this.options.now();
    if (retryAt(vault.failures, nowMs) !== null) return "paused";
    const counted = { ...vault, failures: { count: vault.failures.count + 1, lastMs: nowMs } };
    await this.write(counted);
    const opened = await openMaster(this.options.tools, vault.profile, vault.master, passcode);
    if (opened.state === "lost") {
      await this.write(vault);
      return "lost";
    }
    if (opened.state === "wrong") return "wrong";
    this.forget();
    this.master = opened.key;
    await this.write({ ...counted, failures: noFailures });
    return "open";
  }

  /** The master key, for who may change the passcode: whoever knows the present one. */
  private async prove(vault: KeptVault, current: string | null): Promise<Result<Buffer, BridgeError>> {
    if (vault.master.passcode === null) {
      const opened = await openMaster(this.options.tools, vault.profile, vault.master, null);
      if (opened.state !== "open") return err({ code: "unavailable", message: "the system's keystore does not open the keys" });
      return ok(opened.key);
    }
    const tried = await this.tryPasscode(vault, current ?? "");
    if (tried === "paused") return err({ code: "too-many-requests", message: "too many wrong passcodes; wait" });
    if (tried === "lost") return err({ code: "unavailable", message: "the system's keystore does not open the keys" });
    if (tried === "wrong" || this.master === null) return err({ code: "wrong-passcode", message: "the passcode does not open the keys" });
    return ok(this.master);
  }

  private async describe(): Promise<VaultInfo> {
    return vaultInfoOf(await this.read(), await this.options.tools.keystore.isStrong(), this.options.guarded);
  }
}
