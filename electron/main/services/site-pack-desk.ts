import type { PackOffer, PackOpening, PackRefusal } from "../../../shared/bridge/site-pack.ts";
import { openPack, type PackHeader, type PackTools, readHeader } from "./site-pack-file.ts";
import type { SitePackMemory } from "./site-pack-memory.ts";
import { retryAt } from "./vault-throttle.ts";

export interface PackDeskPorts {
  readonly memory: SitePackMemory;
  readonly tools: PackTools;
  readonly wallMs: () => number;
  /** A clock that cannot be set, ms. */
  readonly monotonicMs: () => number;
  /** Calls once after `ms`; returns what cancels it. */
  readonly later: (ms: number, job: () => void) => () => void;
  /** The open pack has run out. */
  readonly onExpired: () => void;
}

/** A clock that is behind the one of the laptop that made a pack by less than this is taken for a clock that is a little wrong. */
const clockLeewayMs = 10 * 60_000;
/** An open pack is held against the clock so often. */
const watchMs = 15_000;

interface Offered {
  readonly name: string;
  /** null = it could not be read. */
  readonly file: Buffer | null;
}

/**
 * The one pack that is offered or open. The file's bytes are held, what is in it is not: that goes to the window and is nowhere else. One
 * passphrase is tried at a time, and wrong ones make the next wait.
 */
export class SitePackDesk {
  readonly #ports: PackDeskPorts;
  #offered: Offered | null = null;
  #trying = false;
  #stopWatch: () => void = () => undefined;

  constructor(ports: PackDeskPorts) {
    this.#ports = ports;
  }

  /** Takes a file in place of what was there. `file` null = it could not be read. */
  async offer(name: string, file: Buffer | null): Promise<PackOffer> {
    this.close();
    this.#offered = { name, file };
    return await this.#look(this.#offered);
  }

  /** What is offered, as it stands now; null = nothing. */
  async waiting(): Promise<PackOffer | null> {
    return this.#offered === null ? null : await this.#look(this.#offered);
  }

  async open(passphrase: string): Promise<PackOpening> {
    const offered = this.#offered;
    if (offered === null) return refusal("unreadable");
    if (this.#trying) return { state: "wrong-passphrase", retryAtMs: null };
    this.#trying = true;
    try {
      return await this.#try(offered, passphrase);
    } finally {
      this.#trying = false;
    }
  }

  close(): void {
    this.#stopWatch();
    this.#offered = null;
  }

  async #try(offered: Offered, passphrase: string): Promise<PackOpening> {
    const looked = await this.#look(offered);
    if (looked.state === "refused") return refusal(looked.why, looked.expiresAtMs);
    if (looked.retryAtMs !== null) return { state: "wrong-passphrase", retryAtMs: looked.retryAtMs };
    const { file, name } = offered;
    const header = file === null ? null : readHeader(file);
    if (file === null || header === null || !header.ok) return refusal("unreadable");
    const { packId, madeAtMs, expiresAtMs } = header.value;
    const { memory, tools, wallMs } = this.#ports;
    // Counted before it is tried: ending the desktop wins no free guess.
    const before = await memory.failures(packId);
    const counted = { count: before.count + 1, lastMs: wallMs() };
    await memory.note(packId, counted);
    const opened = await openPack(file, passphrase, tools);
    if (!opened.ok) {
      const { code } = opened.error;
      if (code === "wrong-passphrase") return { state: "wrong-passphrase", retryAtMs: retryAt(counted, wallMs()) };
      await memory.note(packId, before.count === 0 ? null : before);
      return refusal(code, expiresAtMs);
    }
    await memory.note(packId, null);
    // It was another one's turn meanwhile.
    if (this.#offered !== offered) return refusal("unreadable");
    this.#watch(header.value);
    const content = new Uint8Array(opened.value);
    opened.value.fill(0);
    return { state: "open", name, content, madeAtMs, expiresAtMs };
  }

  async #look({ name, file }: Offered): Promise<PackOffer> {
    if (file === null) return { ...refusal("unreadable"), name };
    const header = readHeader(file);
    if (!header.ok) return { ...refusal(header.error.code === "wrong-passphrase" ? "damaged" : header.error.code), name };
    const { madeAtMs, expiresAtMs, packId } = header.value;
    const nowMs = this.#ports.wallMs();
    const newestMs = await this.#ports.memory.see(nowMs);
    if (newestMs >= expiresAtMs) return { ...refusal("expired", expiresAtMs), name };
    if (newestMs < madeAtMs - clockLeewayMs) return { ...refusal("clock", expiresAtMs), name };
    return { state: "ready", name, madeAtMs, expiresAtMs, retryAtMs: retryAt(await this.#ports.memory.failures(packId), nowMs) };
  }

  /** Whichever clock is ahead counts: setting the one on the wall back while a pack is open wins nothing. */
  #watch({ expiresAtMs }: PackHeader): void {
    this.#stopWatch();
    const { wallMs, monotonicMs, memory, later, onExpired } = this.#ports;
    const [openedMs, sinceMs] = [wallMs(), monotonicMs()];
    const look = (): void => {
      const nowMs = Math.max(wallMs(), openedMs + (monotonicMs() - sinceMs));
      const seen = memory.see(nowMs);
      if (nowMs >= expiresAtMs) {
        this.close();
        void seen.then(onExpired);
      } else this.#stopWatch = later(Math.min(watchMs, expiresAtMs - nowMs), look);
    };
    look();
  }
}

function refusal(why: PackRefusal, expiresAtMs: number | null = null): Extract<PackOpening, { readonly state: "refused" }> {
  return { state: "refused", why, expiresAtMs };
}
