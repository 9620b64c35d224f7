import type { BridgeError, BridgeEventData } from "../../../shared/bridge/contract.ts";
import type { Drafts, StoreMark, VaultAnswer, VaultInfo } from "../../../shared/bridge/vault.ts";
import { type Result, err } from "../../../shared/kernel/result.ts";
import { type LaptopPolicy, laptopPolicy } from "../../../shared/sync/policy.ts";
import { Vault, type VaultOptions } from "./vault.ts";
import { readDrafts, writeDrafts } from "./vault-drafts.ts";
import type { WipedVault } from "./vault-file.ts";
import { type NamedSealer, openText, sealText, sealerOf } from "./vault-keys.ts";

export interface VaultServiceOptions extends Omit<VaultOptions, "profile" | "guarded"> {
  /** The profile in use; null = none. */
  readonly current: () => string | null;
  /** Whether a profile's data is a company's (see `VaultOptions`). */
  readonly isGuarded: (profile: string) => boolean;
  /** Minutes of idleness that the user chose; null = as the company's policy says. */
  readonly chosenLockMinutes: () => number | null;
  /** Greets the backend of the profile in use; what it answers reaches `heardContact` and `heardWipe` on the way. */
  readonly greet: (clientId: string) => Promise<Result<undefined, BridgeError>>;
  /** The master key of the profile is in memory, maybe not for the first time. Awaited before the window hears of it. */
  readonly onUnlocked: (profile: string) => Promise<void>;
  readonly emit: (event: BridgeEventData<"vault">) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

/** The vaults of this desktop. Only that of the profile in use opens; the others hold no key in memory. */
export class VaultService {
  private readonly options: VaultServiceOptions;
  private readonly vaults = new Map<string, Vault>();

  constructor(options: VaultServiceOptions) {
    this.options = options;
  }

  /** Opens the vault in use before the window asks: the keystore may take its time, and the window is still loading. */
  warm(): void {
    this.currentVault()
      ?.open()
      .catch((error: unknown) => this.options.onFault("opening the vault", error));
  }

  async open(profile: string): Promise<Result<VaultAnswer, BridgeError>> {
    return await this.opening(profile, (vault) => vault.open());
  }

  async unlock(profile: string, passcode: string): Promise<Result<VaultAnswer, BridgeError>> {
    return await this.opening(profile, (vault) => vault.unlock(passcode));
  }

  async reset(profile: string): Promise<Result<VaultAnswer, BridgeError>> {
    return await this.opening(profile, (vault) => vault.reset());
  }

  async rotate(profile: string): Promise<Result<VaultAnswer, BridgeError>> {
    return await this.using(profile, (vault) => vault.rotate());
  }

  async retire(profile: string, keep: readonly string[]): Promise<Result<undefined, BridgeError>> {
    return await this.using(profile, (vault) => vault.retire(keep));
  }

  /** Reaches the backend, which renews the grace or orders a wipe, and opens. */
  async renew(profile: string): Promise<Result<VaultAnswer, BridgeError>> {
    return await this.using(profile, async (vault) => {
      // A laptop whose database has no id yet greets by its profile's name, which no other user's laptop has.
      const greeted = await this.options.greet((await vault.clientId()) ?? profile);
      if (!greeted.ok && greeted.error.code !== "wipe") return greeted;
      return await vault.open();
    });
  }

  async setPasscode(profile: string, current: string | null, next: string | null): Promise<Result<VaultInfo, BridgeError>> {
    const answer = await this.opening(profile, (vault) => vault.setPasscode(current, next));
    return answer.ok ? { ok: true, value: this.withChoice(answer.value) } : answer;
  }

  async info(profile: string): Promise<Result<VaultInfo, BridgeError>> {
    return await this.using(profile, async (vault) => ({ ok: true, value: this.withChoice(await vault.info()) }));
  }

  /** A mark may come late, from a session that has just ended: it is kept with its own profile. */
  async writeMark(profile: string, mark: StoreMark): Promise<void> {
    await this.vaults.get(profile)?.writeMark(mark);
  }

  /** Locks the vault in use. false = it has no passcode, and nothing happened. */
  async lockCurrent(): Promise<boolean> {
    const vault = this.currentVault();
    if (vault === null || !(await vault.lock())) return false;
    this.options.emit({ state: "locked" });
    return true;
  }

  async drafts(profile: string): Promise<Result<Drafts, BridgeError>> {
    return await this.using(profile, (vault) => vault.withMaster((master) => readDrafts({ folder: this.options.folder, profile, master })));
  }

  async keepDrafts(profile: string, all: Drafts): Promise<Result<undefined, BridgeError>> {
    return await this.using(profile, (vault) =>
      vault.withMaster((master) => writeDrafts(this.options.tools, { folder: this.options.folder, profile, master }, all)),
    );
  }

  /**
   * Runs a job on what a profile keeps sealed beside its vault, in turn with everything else that is done to the vault: a wipe comes before or after,
   * never between. null = the vault is shut.
   */
  async sealing<T>(profile: string, ring: "senders" | "messages", job: (sealer: NamedSealer | null) => Promise<T>): Promise<T> {
    return await this.vaultOf(profile).withMaster((master) =>
      job(master === null ? null : sealerOf(this.options.tools, profile, master, ring)),
    );
  }

  /** Whether a profile is the one in use; the others are asked for nothing. */
  isCurrent(profile: string): boolean {
    return this.options.current() === profile;
  }

  /** A secret of the sign-in, sealed under the profile's master key; null = the vault is shut. */
  async sealSecret(profile: string, text: string): Promise<string | null> {
    const seal = async (master: Buffer | null): Promise<string | null> =>
      master === null ? null : sealText(this.options.tools, profile, master, "sign-in", text);
    return (await this.vaults.get(profile)?.withMaster(seal)) ?? null;
  }

  /** null = the vault is shut, or another one sealed it. */
  async openSecret(profile: string, sealed: string): Promise<string | null> {
    const open = async (master: Buffer | null): Promise<string | null> =>
      master === null ? null : openText(profile, master, "sign-in", sealed);
    return (await this.vaults.get(profile)?.withMaster(open)) ?? null;
  }

  /** Its user signs out: the keys leave the memory, drafts the disk, and whatever it takes to open it will be asked again. */
  async close(profile: string): Promise<void> {
    await this.vaultOf(profile).close();
  }

  /** Minutes of idleness after which the vault in use locks; null = it is not open, or has no passcode. */
  async idleMinutes(): Promise<number | null> {
    const vault = this.currentVault();
    return vault === null || !vault.isOpen ? null : this.withChoice(await vault.info()).lockAfterMinutes;
  }

  /** Destroys the keys of a profile and what they sealed on the desktop's side; the window is told to delete its database. */
  async wipe(profile: string, by: WipedVault["by"]): Promise<void> {
    await this.vaultOf(profile).wipe(by);
    this.options.emit({ state: "wiped" });
  }

  /** The backend greeted the laptop. `date` and `policy` are its headers; what cannot be read of them counts as not said. */
  heardContact(profile: string, date: string | null, policy: string | null): void {
    const serverMs = date === null ? Number.NaN : Date.parse(date);
    const contact = this.vaults.get(profile)?.contact(Number.isNaN(serverMs) ? null : serverMs, readPolicy(policy));
    contact?.catch((error: unknown) => this.options.onFault("noting a contact", error));
  }

  /** The backend ordered this laptop's copy destroyed. */
  async heardWipe(profile: string): Promise<void> {
    try {
      await this.wipe(profile, "server");
    } catch (error) {
      this.options.onFault("wiping", error);
    }
  }

  /** Looks at the clock, every minute. */
  async tick(): Promise<void> {
    try {
      if ((await this.currentVault()?.tick()) === true) this.options.emit({ state: "expired" });
    } catch (error) {
      this.options.onFault("the vault's clock", error);
    }
  }

  private withChoice(info: VaultInfo): VaultInfo {
    const chosen = this.options.chosenLockMinutes();
    if (info.lockAfterMinutes === null || chosen === null) return info;
    return { ...info, lockAfterMinutes: Math.min(chosen, info.lockAfterMinutes) };
  }

  private currentVault(): Vault | null {
    const current = this.options.current();
    return current === null ? null : this.vaultOf(current);
  }

  private vaultOf(profile: string): Vault {
    const known = this.vaults.get(profile);
    if (known !== undefined) return known;
    const vault = new Vault({ ...this.options, profile, guarded: this.options.isGuarded(profile) });
    this.vaults.set(profile, vault);
    return vault;
  }

  /** For what may unlock it. */
  private async opening<T>(profile: string, job: (vault: Vault) => Promise<Result<T, BridgeError>>): Promise<Result<T, BridgeError>> {
    const answer = await this.using(profile, job);
    if (this.vaults.get(profile)?.isUnlocked === true) {
      try {
        await this.options.onUnlocked(profile);
      } catch (error) {
        this.options.onFault("the sign-in behind the vault", error);
      }
    }
    return answer;
  }

  private async using<T>(profile: string, job: (vault: Vault) => Promise<Result<T, BridgeError>>): Promise<Result<T, BridgeError>> {
    if (this.options.current() !== profile) return err({ code: "forbidden", message: "this profile is not in use" });
    for (const [name, vault] of this.vaults) if (name !== profile) vault.forget();
    return await job(this.vaultOf(profile));
  }
}

function readPolicy(header: string | null): LaptopPolicy | null {
  if (header === null) return null;
  try {
    const parsed = laptopPolicy.safeParse(JSON.parse(header));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
