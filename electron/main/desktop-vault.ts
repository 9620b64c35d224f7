import { join } from "node:path";
import { powerMonitor } from "electron";
import type { BridgeError } from "../../shared/bridge/contract.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { type Result, err, ok } from "../../shared/kernel/result.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import type { ProxyEar } from "./protocol/backend-proxy.ts";
import { watchIdle } from "./services/idle-lock.ts";
import { systemKeystore } from "./services/secret-box.ts";
import type { VaultMirror } from "./services/vault.ts";
import { passcodeCost, randomBytesOf } from "./services/vault-crypto.ts";
import { VaultService, type VaultServiceOptions } from "./services/vault-service.ts";

export interface DesktopVaultOptions extends Pick<
  VaultServiceOptions,
  "current" | "chosenLockMinutes" | "onUnlocked" | "emit" | "onFault"
> {
  readonly profileFolder: string;
  readonly mirror: VaultMirror;
  /** Serves a request of the window's address space, credential and all. */
  readonly serveApi: (request: Request) => Promise<Response>;
}

const tickMs = 60_000;

/** Only a company's data wants a keystore or a passcode: the demonstration is invented, and an embedded database lies beside the vault in the clear. */
function isGuarded(profile: string): boolean {
  return !profile.startsWith("demo-") && !profile.startsWith("embedded-");
}

async function greet(serveApi: DesktopVaultOptions["serveApi"], clientId: string): Promise<Result<undefined, BridgeError>> {
  const answer = await serveApi(new Request(`app://console/api/sync/hello?clientId=${encodeURIComponent(clientId)}`));
  const text = await answer.text();
  if (answer.ok) return ok(undefined);
  try {
    const refused = errorBody.safeParse(JSON.parse(text));
    if (refused.success) return err({ code: refused.data.error.code, message: refused.data.error.message });
  } catch {
    // Not of the protocol: as good as no answer.
  }
  return err({ code: "unavailable", message: `the backend answered ${answer.status}` });
}

export function openVaults(options: DesktopVaultOptions): VaultService {
  return new VaultService({
    ...options,
    folder: join(options.profileFolder, "vault"),
    tools: { keystore: systemKeystore, random: randomBytesOf, cost: passcodeCost },
    isGuarded,
    now: () => systemClock.now(),
    ran: () => performance.now(),
    greet: (clientId) => greet(options.serveApi, clientId),
  });
}

/** What the proxy hears, told to the vault of the profile for which the request was made. */
export function earOf(vaults: VaultService, profile: string): ProxyEar {
  return {
    contact: (date, policy) => vaults.heardContact(profile, date, policy),
    wipe: () => vaults.heardWipe(profile),
  };
}

/** Locks when nobody is there, and looks at the clock. Called once, when the app is ready. */
export function guardVaults(vaults: VaultService, onFault: (where: string, error: unknown) => void): void {
  const every = (ms: number, job: () => void): void => {
    setInterval(job, ms).unref();
  };
  const lock = (): void => {
    vaults.lockCurrent().catch((error: unknown) => onFault("locking", error));
  };
  const idle = watchIdle({
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    limitMinutes: () => vaults.idleMinutes(),
    lock: () => vaults.lockCurrent(),
    every,
    onFault,
  });
  every(tickMs, () => void vaults.tick());
  powerMonitor.on("suspend", lock);
  powerMonitor.on("lock-screen", lock);
  powerMonitor.on("resume", () => {
    idle.check();
    void vaults.tick();
  });
}
