import { createHash } from "node:crypto";
import type { UpdateFault, UpdateStanding, UpdateState } from "../../../../shared/bridge/updates.ts";
import { type UpdateDecision, decideUpdate } from "../../../../shared/domain/update/decide-update.ts";
import { openManifest } from "../../../../shared/domain/update/signed-manifest.ts";
import type { ReleaseFile, UpdateChannel, UpdateManifest, UpdateTarget } from "../../../../shared/domain/update/update-manifest.ts";
import type { UpdateSource } from "../../../../shared/domain/update/update-source.ts";
import { diskError } from "../disk-error.ts";
import { serialQueue } from "../serial-queue.ts";
import { downloadRelease, forgetReleases, isReleaseFile } from "./download-release.ts";
import type { UpdateMemory } from "./update-memory.ts";
import { verifySignature } from "./verify-signature.ts";

/** What must not be cut short: messages between two mail servers, and edits that can still reach the backend. */
export interface UnderWay {
  readonly sending: number;
  readonly unsent: number;
}

/** A verified file, as it is given to whatever installs it. */
export interface VerifiedRelease {
  readonly path: string;
  readonly version: string;
  readonly file: ReleaseFile;
}

export interface UpdateServiceOptions {
  /** null = updates do not come by themselves. */
  readonly source: UpdateSource | null;
  readonly memory: UpdateMemory;
  /** Where downloads lie until they are installed; nothing else is in it. */
  readonly folder: string;
  readonly version: string;
  readonly storeVersion: number;
  readonly target: UpdateTarget | null;
  readonly channel: () => UpdateChannel;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
  readonly later: (ms: number, job: () => void) => () => void;
  readonly underWay: () => Promise<UnderWay>;
  /** Gives the file to the system and ends the app; resolves to false when the system did not take it. */
  readonly install: (release: VerifiedRelease) => Promise<boolean>;
  readonly emit: (state: UpdateState) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

type Offer = Extract<UpdateDecision, { readonly kind: "update" }>;

const firstLookMs = 30_000;
const lookEveryMs = 6 * 3_600_000;
const lookAtWorkMs = 1_000;
const answerMs = 20_000;
/** A manifest is a few kilobytes. */
const mostManifestBytes = 500_000;

/**
 * Looks for updates, takes only what one of the built-in keys has signed, fetches it in the background and then waits for the user. Nothing here ends
 * the app but `restart`, and that only when nothing is under way.
 */
export class UpdateService {
  private readonly options: UpdateServiceOptions;
  private readonly inOrder = serialQueue();
  private standing: UpdateStanding;
  private checkedAtMs: number | null = null;
  private ready: { readonly offer: Offer; readonly manifest: UpdateManifest; readonly path: string } | null = null;
  private callOff: () => void = () => undefined;
  private callOffWaiting: () => void = () => undefined;
  private readonly ending = new AbortController();

  constructor(options: UpdateServiceOptions) {
    this.options = options;
    this.standing = { state: options.source === null ? "none" : "idle" };
  }

  get state(): UpdateState {
    return { standing: this.standing, channel: this.options.channel(), checkedAtMs: this.checkedAtMs };
  }

  /** Notes what became of an installation that was begun, and looks by itself from then on. */
  async start(): Promise<void> {
    const { memory, version, source } = this.options;
    const { begun } = memory.current;
    if (begun !== null) {
      const arrived = begun.to === version;
      await this.orFault(() => memory.change({ begun: null }));
      if (arrived) await this.orFault(() => forgetReleases(this.options.folder, null));
      else this.become({ state: "failed", fault: "not-installed" });
    }
    if (source !== null) this.callOff = this.options.later(firstLookMs, () => this.lookAgain());
  }

  stop(): void {
    this.callOff();
    this.callOffWaiting();
    this.ending.abort();
  }

  /** Resolves when it is known what there is, a download included. */
  check(): Promise<UpdateState> {
    return this.inOrder(async () => {
      const { source } = this.options;
      if (source === null || this.standing.state === "waiting" || this.standing.state === "installing") return this.state;
      const before = this.ready === null ? null : { ready: this.ready, standing: this.standing };
      if (before === null) this.become({ state: "checking" });
      let standing = await this.looked(source);
      // What is verified and on the disk stays, whether or not the address answers now.
      if (before !== null && standing.state === "failed" && standing.fault === "unreachable") {
        this.ready = before.ready;
        standing = before.standing;
      }
      this.checkedAtMs = this.options.now();
      this.become(standing);
      return this.state;
    });
  }

  /** See the bridge's `updates.restart`. */
  async restart(unsent: "wait" | "keep"): Promise<UpdateState> {
    if (this.ready !== null && (this.standing.state === "ready" || this.standing.state === "waiting")) await this.restartWhenIdle(unsent);
    return this.state;
  }

  waitNoMore(): UpdateState {
    this.callOffWaiting();
    if (this.ready !== null && this.standing.state === "waiting") this.become({ state: "ready", ...offered(this.ready) });
    return this.state;
  }

  private async restartWhenIdle(unsent: "wait" | "keep"): Promise<void> {
    this.callOffWaiting();
    const { ready } = this;
    if (ready === null) return;
    const work = await this.options.underWay();
    if (work.sending > 0 || (unsent === "wait" && work.unsent > 0)) {
      this.become({ state: "waiting", ...offered(ready), ...work });
      this.callOffWaiting = this.options.later(lookAtWorkMs, () => {
        this.restartWhenIdle(unsent).catch((error: unknown) => this.options.onFault("updates", error));
      });
      return;
    }
    await this.inOrder(() => this.install(ready));
  }

  private async install(ready: NonNullable<typeof this.ready>): Promise<void> {
    const { memory, version, install } = this.options;
    const { offer, path } = ready;
    this.become({ state: "installing", ...offered(ready) });
    // It may have lain there for days: what is installed is what was signed.
    if (!(await isReleaseFile(path, offer.file))) return this.giveUp("wrong-file");
    try {
      await memory.change({ begun: { from: version, to: offer.version } });
    } catch (error) {
      return this.giveUp(faultOfDisk(error));
    }
    if (await install({ path, version: offer.version, file: offer.file })) return;
    await this.orFault(() => memory.change({ begun: null }));
    this.giveUp("not-installed");
  }

  private giveUp(fault: UpdateFault): void {
    this.ready = null;
    this.become({ state: "failed", fault });
  }

  private lookAgain(): void {
    this.check()
      .catch((error: unknown) => this.options.onFault("updates", error))
      .finally(() => {
        if (!this.ending.signal.aborted) this.callOff = this.options.later(lookEveryMs, () => this.lookAgain());
      });
  }

  private async looked(source: UpdateSource): Promise<UpdateStanding> {
    this.ready = null;
    const channel = this.options.channel();
    const folder = source.url.endsWith("/") ? source.url : `${source.url}/`;
    const text = await this.fetched(`${folder}${channel}.json`);
    if (text === null) return failed("unreachable");
    const opened = openManifest(text, source.keys, verifySignature);
    if (!opened.ok) return failed(opened.error.code);
    const manifest = opened.value;
    const digest = createHash("sha256").update(JSON.stringify(manifest)).digest("hex");
    const { memory, version, storeVersion, target, now } = this.options;
    const seen = memory.current.seen[channel] ?? null;
    const installed = { version, storeVersion, target, channel, deviceId: memory.current.deviceId, seen };
    const decision = decideUpdate(manifest, digest, installed, now());
    if (decision.kind === "refused" && ["wrong-channel", "expired", "replayed"].includes(decision.why)) return failed(decision.why);
    try {
      // On the disk before anything is done with it: an older one is never taken again.
      if (manifest.sequence !== seen?.sequence)
        await memory.change({ seen: { ...memory.current.seen, [channel]: { sequence: manifest.sequence, digest } } });
    } catch (error) {
      return failed(faultOfDisk(error));
    }
    switch (decision.kind) {
      case "refused":
        return failed(decision.why);
      case "current":
        await this.orFault(() => forgetReleases(this.options.folder, null));
        return { state: "current" };
      case "later":
        return { state: "later", version: decision.version };
      case "update":
        return await this.got(decision, manifest, `${folder}${decision.file.name}`);
    }
  }

  private async got(offer: Offer, manifest: UpdateManifest, url: string): Promise<UpdateStanding> {
    const { folder, fetch } = this.options;
    const about = offered({ offer, manifest });
    await this.orFault(() => forgetReleases(folder, offer.file.name));
    let told = 0;
    this.become({ state: "downloading", ...about, doneBytes: 0, totalBytes: offer.file.sizeBytes });
    const onProgress = (doneBytes: number): void => {
      if (doneBytes - told < offer.file.sizeBytes / 100) return;
      told = doneBytes;
      this.become({ state: "downloading", ...about, doneBytes, totalBytes: offer.file.sizeBytes });
    };
    const got = await downloadRelease({ folder, url, file: offer.file, fetch, onProgress, signal: this.ending.signal });
    if (!got.ok) return failed(got.error.code);
    this.ready = { offer, manifest, path: got.value };
    return { state: "ready", ...about };
  }

  /** null = no answer that could be a manifest. */
  private async fetched(url: string): Promise<string | null> {
    try {
      const signal = AbortSignal.any([this.ending.signal, AbortSignal.timeout(answerMs)]);
      const response = await this.options.fetch(url, { signal, redirect: "error", cache: "no-store" });
      if (response.status !== 200 || response.body === null) return null;
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > mostManifestBytes) return null;
      }
      return Buffer.concat(chunks).toString("utf8");
    } catch {
      return null;
    }
  }

  private async orFault(job: () => Promise<void>): Promise<void> {
    try {
      await job();
    } catch (error) {
      this.options.onFault("updates", error);
    }
  }

  private become(standing: UpdateStanding): void {
    this.standing = standing;
    this.options.emit(this.state);
  }
}

function failed(fault: UpdateFault): UpdateStanding {
  return { state: "failed", fault };
}

function offered({ offer, manifest }: { readonly offer: Offer; readonly manifest: UpdateManifest }) {
  const notes = offer.direction === "back" ? (manifest.rollback?.reason ?? manifest.notes) : manifest.notes;
  return { version: offer.version, direction: offer.direction, needed: offer.needed, notes } as const;
}

/** A fault of the disk; a bug is thrown on. */
function faultOfDisk(error: unknown): UpdateFault {
  const fault = diskError(error);
  if (fault === null) throw error;
  return fault.code === "disk-full" ? "disk-full" : "io";
}
