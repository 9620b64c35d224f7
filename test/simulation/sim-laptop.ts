import { seededRandom } from "../../shared/kernel/random.ts";
import { SealError } from "../../renderer/data/sealing.ts";
import { DriftError } from "../../renderer/sync/drift-check.ts";
import { type KeptEdit, keptEdits } from "./kept-edits.ts";
import { type Answer, Network, type NetworkFault } from "./network.ts";
import { type Book, type Doc, isStorageError, type Screen, SimWindow } from "./sim-window.ts";
import type { TypedValues } from "./typed-values.ts";
import { Violation } from "./violation.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { WireRewrite } from "./engine-faults.ts";
import { clientOf, type Sender, type WireWatch } from "./wire-watch.ts";
import type { WorldBackend } from "./world-backend.ts";
import { WorldDisk } from "./world-disk.ts";

/** Between a wipe and the user's new beginning. */
const restartMs = 5_000;

function isWipe({ status, bytes }: Answer): boolean {
  return status === 403 && Buffer.from(bytes).toString("utf8").includes('"code":"wipe"');
}

export interface LaptopPorts {
  readonly backend: WorldBackend;
  readonly time: VirtualTime;
  readonly typed: TypedValues;
  readonly wire: WireWatch;
  /** Changes what goes over the wire: a fault that is built into the product. */
  readonly rewrite: WireRewrite | null;
  readonly seed: number;
  /** Company of a user. */
  readonly tenantOf: (userId: string) => string;
  /** Whether windows listen for pokes. */
  readonly listen: boolean;
  readonly onAsk: (laptop: SimLaptop) => void;
  /** The backend orders it to destroy what it holds. */
  readonly onWipe: (laptop: SimLaptop) => Promise<void>;
  readonly onFault: (fault: NetworkFault) => void;
  readonly onDeath: () => void;
  /** A promise that was found broken, or an error that nobody expected: the run has failed. */
  readonly onViolation: (error: unknown) => void;
}

/** One laptop: a disk, a way to the backend, a clock that may be wrong, a user, and windows. */
export class SimLaptop {
  readonly network: Network;
  user: string;
  profile: string;
  skewMs = 0;
  /** Since the last quiet point its store was emptied, or could not be opened. */
  storeLost = false;
  /** Bytes of its store were changed behind the product's back. */
  storeDamaged = false;
  /** Very many records may go from the screen: somebody said so, or the book is another one. */
  mayLose = false;
  /** What the user deleted last, for as long as he can bring it back. */
  lastGone: { readonly doc: Doc; readonly reason: string } | null = null;
  #tasksShown = 0;
  /** By profile: the browser and the desktop keep profiles apart, down to keys, mark and mirror. */
  readonly #disks = new Map<string, WorldDisk>();
  /** Under which it was wiped: a request of before, answered late, is no second order. */
  readonly #wiped = new Set<string>();
  /** What was typed here by the user who is signed in. */
  readonly #typedHere = new Set<string>();
  /** Typed values that were on this laptop's screen, and whether they are now. */
  readonly #screen = new Map<string, "shown" | "gone">();
  readonly #ports: LaptopPorts;
  readonly #number: number;
  #windows: SimWindow[] = [];
  #starts = 0;

  constructor(number: number, user: string, ports: LaptopPorts) {
    this.#ports = ports;
    this.#number = number;
    this.user = user;
    this.profile = user;
    this.network = new Network({
      ask: async (request) => {
        const { user: userId } = this;
        ports.onAsk(this);
        const sender: Sender = { tenantId: ports.tenantOf(userId), userId };
        try {
          const token = await ports.backend.token(sender.tenantId, userId);
          const answer = await ports.backend.ask(sender, token, ports.rewrite?.request(request) ?? request);
          // As the desktop does: before any window hears of it.
          if (isWipe(answer) && this.#obeys(clientOf(request))) await ports.onWipe(this);
          return ports.rewrite?.answer(answer) ?? answer;
        } catch (error) {
          if (error instanceof Violation) ports.onViolation(error);
          throw error;
        }
      },
      listen: async (request) => {
        const sender: Sender = { tenantId: ports.tenantOf(this.user), userId: this.user };
        return ports.backend.listen(sender, await ports.backend.token(sender.tenantId, sender.userId), request);
      },
      time: ports.time,
      random: seededRandom(ports.seed * 31 + number),
      onFault: ports.onFault,
    });
  }

  /** Of the profile in use. */
  get disk(): WorldDisk {
    const disk = this.#disks.get(this.profile) ?? new WorldDisk();
    this.#disks.set(this.profile, disk);
    return disk;
  }

  /** Of every profile that was ever in use here. */
  get disks(): readonly WorldDisk[] {
    return [...this.#disks.values()];
  }

  get windows(): readonly SimWindow[] {
    return this.#windows.filter((window) => window.alive);
  }

  window(number: number): SimWindow | null {
    const window = this.#windows[number];
    return window?.alive === true ? window : null;
  }

  start(number: number): void {
    if (this.window(number) !== null) return;
    this.#starts += 1;
    this.#windows[number] = new SimWindow({
      disk: this.disk,
      profile: this.profile,
      fetch: this.network.fetch,
      time: this.#ports.time,
      now: () => this.#ports.time.nowMs + this.skewMs,
      random: seededRandom(this.#ports.seed * 1_000 + this.#number * 100 + this.#starts),
      listen: this.#ports.listen,
      onScreen: (screen) => this.#onScreen(number, screen),
      onDeath: this.#ports.onDeath,
      onError: (error) => this.#onError(error),
    });
  }

  killAll(): void {
    for (const window of this.windows) window.kill();
  }

  /** The book is another one from now on: what was on the screen need not be there any more. */
  forgetScreen(): void {
    this.#screen.clear();
    this.mayLose = true;
    this.lastGone = null;
  }

  /** The vault destroys the keys, and with them everything that was here. The user begins anew. */
  wipe(): void {
    this.killAll();
    this.forgetScreen();
    this.#typedHere.clear();
    this.disk.wipe();
    this.#ports.time.after(restartMs, () => this.start(0));
  }

  addTyped(token: string): void {
    this.#typedHere.add(token);
  }

  signIn(user: string, sameProfile: boolean): void {
    this.killAll();
    this.network.changeUser();
    this.#typedHere.clear();
    this.forgetScreen();
    this.user = user;
    if (!sameProfile) this.profile = user;
    this.start(0);
  }

  /** What waits here for the backend or for its author, whoever is signed in. */
  async kept(): Promise<readonly KeptEdit[]> {
    const kept = await Promise.all([...this.#disks].map(([profile, disk]) => keptEdits(disk, profile)));
    return kept.flat();
  }

  /** The book that the first window alive shows; null = none is alive. */
  async book(): Promise<Book | null> {
    const [window] = this.windows;
    return (await window?.shown())?.book ?? null;
  }

  #obeys(clientId: string | null): boolean {
    if (clientId === null || this.#wiped.has(clientId)) return false;
    this.#wiped.add(clientId);
    return true;
  }

  /** What was typed here may give way to something newer, but must not flicker: gone and there again means that it was dropped too early. */
  #onScreen(window: number, { tokens, tasks }: Screen): void {
    if (window !== 0) return;
    this.#seeTasks(tasks);
    const shown = new Set(tokens);
    for (const token of tokens) {
      if (!this.#typedHere.has(token)) continue;
      if (this.#screen.get(token) === "gone" && !this.#ports.typed.isReplaced(token) && !this.#ports.wire.putBack.has(token))
        this.#ports.onViolation(
          new Violation("what was typed stays on the screen", `${token} was gone from ${this.user}'s screen for a while`),
        );
      this.#screen.set(token, "shown");
    }
    for (const [token, state] of this.#screen) if (state === "shown" && !shown.has(token)) this.#screen.set(token, "gone");
  }

  /** As the product has it: more than fifty, and more than a quarter of all. */
  #seeTasks(tasks: number): void {
    const gone = this.#tasksShown - tasks;
    if (gone > Math.max(50, this.#tasksShown / 4) && !this.mayLose && !this.storeDamaged)
      this.#ports.onViolation(new Violation("very much does not go unasked", `${gone} tasks went from ${this.user}'s screen`));
    this.#tasksShown = tasks;
  }

  #onError(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    // What is damaged does not open, or is found out by the digest: that is what they are for.
    if (this.storeDamaged && (error instanceof DriftError || error instanceof SealError)) return;
    if (isStorageError(error) || text.includes("the desktop did not do")) return;
    if (error instanceof Violation) return this.#ports.onViolation(error);
    this.#ports.onViolation(new Violation("nothing unexpected happens", error instanceof Error ? (error.stack ?? text) : text));
  }
}
