import { z } from "zod";
import type { BackendState } from "../../../shared/bridge/app-info.ts";
import { serialQueue } from "./serial-queue.ts";

/** What the embedded backend reads from HEADROOM_EMBEDDED. */
export interface EmbeddedConfig {
  readonly dataDir: string;
  readonly port: 0;
  readonly demo: { readonly size: string; readonly seed: number } | null;
  readonly token: string;
}

/** Where it listens, and the token of this start. */
export interface EmbeddedAddress {
  readonly origin: string;
  readonly token: string;
}

/** What its process says. */
const backendMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("starting"), step: z.enum(["open", "migrate", "demo"]), done: z.number(), total: z.number() }),
  z.object({ type: z.literal("running"), port: z.number().int().min(1).max(65_535) }),
  /** It is alive: its loop turns and, once it runs, its database answers. */
  z.object({ type: z.literal("alive") }),
  z.object({ type: z.literal("failed"), code: z.string(), message: z.string() }),
]);

/** The backend's process as this service needs it. */
export interface BackendProcess {
  stop(): void;
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
}

export interface EmbeddedBackendOptions {
  readonly fork: (config: EmbeddedConfig) => BackendProcess;
  /** A fresh random token for each start of the process. */
  readonly newToken: () => string;
  readonly onState: (state: BackendState) => void;
  readonly onFault: (where: string, error: unknown) => void;
  /** Runs a job later; returns what calls it off. */
  readonly later: (ms: number, job: () => void) => () => void;
}

type Wanted = Pick<EmbeddedConfig, "dataDir" | "demo">;

const opening: BackendState = { state: "starting", step: "open", done: 0, total: 1 };
const firstPauseMs = 500;
const longestPauseMs = 30_000;
const stopPatienceMs = 10_000;
/**
 * PGlite has no time-out for a statement, and one that runs on stalls the whole process: it says that it is alive every few seconds, and is ended
 * by force when it has been silent for so long. Opening a database, migrating it and writing the demonstration company take long pauses for
 * breath on a slow disk; each step that they report counts, and they are given longer.
 */
const silenceMs = 45_000;
const startSilenceMs = 180_000;
/** A laptop that wakes up finds every timer run out at once: it looks a second time before it believes the silence. */
const secondLookMs = 15_000;
/** A process that has run for so long has recovered: the next pause is short again. */
const steadyMs = 60_000;

/** Runs the backend in a process of its own, starts it again with growing pauses when it ends by itself, and stops it gracefully. */
export class EmbeddedBackend {
  private readonly options: EmbeddedBackendOptions;
  private wanted: Wanted | null = null;
  private running: { readonly process: BackendProcess; readonly gone: Promise<void> } | null = null;
  private target: EmbeddedAddress | null = null;
  private current: BackendState = { state: "off" };
  private pauseMs = firstPauseMs;
  private callOff: () => void = () => undefined;
  private readonly inOrder = serialQueue();

  constructor(options: EmbeddedBackendOptions) {
    this.options = options;
  }

  get state(): BackendState {
    return this.current;
  }
  /** Where requests go; null while it does not run. */
  get address(): EmbeddedAddress | null {
    return this.target;
  }

  /**
   * Runs a backend on this folder in place of the one before, or none; never two at once, whoever asks while another change is under way.
   * Resolves when the one before has ended and the next has been launched, or waits for `when`; progress and the end of it come as states.
   */
  change(wanted: Wanted | null, when: Promise<void> | null = null): Promise<void> {
    return this.inOrder(async () => {
      await this.stop();
      if (wanted === null) return;
      this.wanted = wanted;
      this.pauseMs = firstPauseMs;
      if (when === null) return this.launch(wanted);
      this.become(opening);
      // Not awaited: another change must not wait for this one's moment, and calls it off.
      void when.then(() => {
        if (this.wanted === wanted && this.running === null) this.launch(wanted);
      });
    });
  }

  /** Resolves when the process has ended: gracefully, or by force when it does not answer. */
  async stop(): Promise<void> {
    this.wanted = null;
    this.callOff();
    this.target = null;
    const { running } = this;
    if (running !== null) {
      const callOff = this.options.later(stopPatienceMs, () => running.process.kill());
      running.process.stop();
      await running.gone;
      callOff();
    }
    this.become({ state: "off" });
  }

  private launch(wanted: Wanted): void {
    const token = this.options.newToken();
    const child = this.options.fork({ ...wanted, port: 0, token });
    let failed = false;
    let stalled = false;
    let forgetSteady: () => void = () => undefined;
    let forgetSilence: () => void = () => undefined;
    const end = (): void => {
      // While it stops it has another patience.
      if (this.wanted === null) return;
      stalled = true;
      child.kill();
    };
    const heard = (patienceMs: number): void => {
      forgetSilence();
      forgetSilence = this.options.later(patienceMs, () => {
        forgetSilence = this.options.later(secondLookMs, end);
      });
    };
    heard(startSilenceMs);
    this.become(this.current.state === "failed" ? this.current : opening);
    child.onMessage((raw) => {
      const parsed = backendMessage.safeParse(raw);
      if (!parsed.success || this.wanted === null) return;
      const message = parsed.data;
      heard(this.target === null && message.type !== "running" ? startSilenceMs : silenceMs);
      switch (message.type) {
        case "alive":
          break;
        case "starting":
          // Every try begins so; why the last one failed stands until one gets further.
          if (this.current.state === "failed" && message.step === "open") break;
          this.become({ state: "starting", step: message.step, done: message.done, total: message.total });
          break;
        case "running":
          this.target = { origin: `http://127.0.0.1:${message.port}`, token };
          forgetSteady = this.options.later(steadyMs, () => {
            this.pauseMs = firstPauseMs;
          });
          this.become({ state: "running" });
          break;
        case "failed":
          failed = true;
          this.become({ state: "failed", code: message.code, message: message.message });
          break;
      }
    });
    const gone = new Promise<void>((resolve) => {
      child.onExit((code) => {
        forgetSteady();
        forgetSilence();
        this.running = null;
        this.target = null;
        resolve();
        if (this.wanted === null) return;
        if (!failed) {
          const why = stalled ? "was silent for too long and was ended" : `ended by itself with code ${code}`;
          this.options.onFault("embedded backend", new Error(why));
          this.become({ state: "failed", code: "crashed", message: "the embedded backend ended unexpectedly and is being started again" });
        }
        this.callOff = this.options.later(this.pauseMs, () => {
          if (this.wanted !== null) this.launch(this.wanted);
        });
        this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
      });
    });
    this.running = { process: child, gone };
  }

  private become(state: BackendState): void {
    if (JSON.stringify(state) === JSON.stringify(this.current)) return;
    this.current = state;
    this.options.onState(state);
  }
}
