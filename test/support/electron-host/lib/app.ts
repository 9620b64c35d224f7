import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { homedir, tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { z } from "zod";
import { MisuseError, NotImplementedError } from "./errors.ts";
import { host, launchInfo } from "./host.ts";
import { hostEvent } from "./host-event.ts";
import { StrictEmitter } from "./strict.ts";
import { openWindows } from "./open-windows.ts";

/** Address of the loopback server's own route; no custom scheme can have it, they end in `.localhost`. */
export const controlHost = "electron-host.control";

const handoverMs = 5_000;

const lockFile = z.object({ pid: z.number(), port: z.number(), token: z.string() });

class App extends StrictEmitter {
  readonly switches = new Map<string, string>();
  readonly commandLine = {
    appendSwitch: (name: string, value = ""): void => {
      this.switches.set(name, value);
    },
  };
  private readonly paths = new Map<string, string>();
  private readonly ready: Promise<void>;
  private setReady: () => void = () => undefined;
  private lock: string | null = null;
  private exiting = false;
  /** Ends when the first instance has heard of this second one. */
  private handover: Promise<void> = Promise.resolve();

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.setReady = resolve;
    });
  }

  get isPackaged(): boolean {
    return launchInfo().packaged;
  }
  getName(): string {
    return launchInfo().name;
  }
  getVersion(): string {
    return launchInfo().version;
  }
  getAppPath(): string {
    return launchInfo().appPath;
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }
  getLocale(): string {
    const language = /^[a-z]{2}(_[A-Z]{2})?/.exec(process.env["LC_ALL"] ?? process.env["LANG"] ?? "")?.[0];
    return language?.replace("_", "-") ?? "en-US";
  }
  whenReady(): Promise<void> {
    return this.ready;
  }
  isReady(): boolean {
    return host.ready;
  }
  becomeReady(): void {
    host.ready = true;
    this.setReady();
    this.emit("ready", {}, {});
  }

  getPath(name: string): string {
    const set = this.paths.get(name);
    if (set !== undefined) return set;
    const config = process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
    switch (name) {
      case "home":
        return homedir();
      case "appData":
        return config;
      case "userData":
        return join(config, this.getName());
      case "sessionData":
        return this.getPath("userData");
      case "temp":
        return tmpdir();
      case "exe":
        return launchInfo().exe;
      case "downloads":
      case "documents":
        return join(homedir(), name === "downloads" ? "Downloads" : "Documents");
      default:
        throw new NotImplementedError(`app.getPath("${name}")`);
    }
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new MisuseError("Path must be absolute");
    this.paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    if (this.lock !== null) return true;
    const file = join(this.getPath("userData"), "electron-host.lock");
    mkdirSync(dirname(file), { recursive: true });
    const holder = this.readLock(file);
    if (holder !== null) {
      const headers = { host: controlHost, "x-token": holder.token };
      const options = { port: holder.port, host: "127.0.0.1", path: "/second-instance", method: "POST", headers, timeout: handoverMs };
      this.handover = new Promise((resolve) => {
        const call = request(options, (response) => response.resume());
        call.on("timeout", () => call.destroy());
        call.on("error", () => resolve());
        call.on("close", () => resolve());
        call.end(JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
      });
      return false;
    }
    this.lock = file;
    this.writeLock();
    return true;
  }
  /** Called again when the loopback server has its port. */
  writeLock(): void {
    if (this.lock === null) return;
    writeFileSync(this.lock, JSON.stringify({ pid: process.pid, port: host.port, token: host.token }), { mode: 0o600 });
  }
  private readLock(file: string): z.infer<typeof lockFile> | null {
    try {
      const holder = lockFile.parse(JSON.parse(readFileSync(file, "utf8")));
      process.kill(holder.pid, 0);
      return holder.pid === process.pid ? null : holder;
    } catch {
      return null;
    }
  }

  // Recorded nowhere and proving nothing: what the desktop environment does with them needs the real Electron.
  enableSandbox(): void {}
  setAppUserModelId(_id: string): void {}
  setAsDefaultProtocolClient(_scheme: string, _path?: string, _args?: readonly string[]): boolean {
    return true;
  }
  setBadgeCount(_count: number): boolean {
    return false;
  }

  quit(): void {
    void this.leave();
  }
  private async leave(): Promise<void> {
    if (host.quitting) return;
    const before = hostEvent();
    this.emit("before-quit", before);
    if (before.defaultPrevented) return;
    host.quitting = true;
    for (const window of openWindows()) {
      if (await window.requestClose()) continue;
      host.quitting = false;
      return;
    }
    const will = hostEvent();
    this.emit("will-quit", will);
    if (will.defaultPrevented) {
      host.quitting = false;
      return;
    }
    this.exit(0);
  }
  exit(code = 0): void {
    if (this.exiting) return;
    this.exiting = true;
    this.emit("quit", hostEvent(), code);
    if (this.lock !== null) rmSync(this.lock, { force: true });
    void Promise.all([this.closeChromium(), this.handover]).finally(() => process.exit(code));
  }
  get isExiting(): boolean {
    return this.exiting;
  }
  private async closeChromium(): Promise<void> {
    const { chromium, devtools } = host;
    if (chromium === null || devtools === null) return;
    const gone = new Promise<void>((resolve) => chromium.once("exit", () => resolve()));
    const patience = setTimeout(() => chromium.kill("SIGKILL"), 5_000);
    await devtools.root.send("Browser.close").catch(() => undefined);
    await gone;
    clearTimeout(patience);
  }
}

export const app = new App();
