import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { makeCloneCodec } from "./clone-codec.ts";
import type { DevtoolsSession } from "./devtools-pipe.ts";
import { LoadError, MisuseError, NotImplementedError } from "./errors.ts";
import { devtools, electronVersion, host, report } from "./host.ts";
import { hostEvent } from "./host-event.ts";
import { callInvokeHandler } from "./ipc-main.ts";
import { tokenCookie } from "./loopback-server.ts";
import { NativeImage } from "./native-image.ts";
import { pageWorld } from "./page-world.ts";
import { type FromWindow, type PreloadInfo, type ToWindow, bindingName, deliverName, preloadWorld } from "./preload-world.ts";
import { fromHttp, toHttp } from "./protocol.ts";
import { session } from "./session.ts";
import { StrictEmitter } from "./strict.ts";

export interface WebPreferences {
  readonly preload?: string;
  readonly additionalArguments?: readonly string[];
  readonly javascript?: boolean;
}

interface PrintOptions {
  readonly printBackground?: boolean;
  readonly preferCSSPageSize?: boolean;
  readonly generateTaggedPDF?: boolean;
  readonly generateDocumentOutline?: boolean;
}

interface OpenDetails {
  readonly url: string;
}
type OpenHandler = (details: OpenDetails) => { readonly action: "allow" | "deny" };

/** A frame as the main process sees it; only main frames have a preload, so only they are senders. */
interface MainFrame {
  readonly url: string;
  readonly parent: null;
  readonly origin: string;
}

const isolatedWorld = "Electron Isolated Context";
const codec = makeCloneCodec();
let lastId = 0;

/** Milliseconds that a hanging page may take to answer a close. */
const closePatienceMs = 5_000;

export class WebContents extends StrictEmitter {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly mainFrame: MainFrame;
  /** DevTools target; a test driver finds the window by it. */
  targetId = "";
  private readonly preferences: WebPreferences;
  private readonly attached: Promise<DevtoolsSession>;
  private attach: (session: DevtoolsSession) => void = () => undefined;
  private url = "";
  private frameId = "";
  private worldId: number | null = null;
  private queue: string[] = [];
  private destroyed = false;
  private ownNavigations = 0;
  private openHandler: OpenHandler = () => ({ action: "allow" });
  private zoom = 1;
  private metrics = { width: 800, height: 600 };

  constructor(preferences: WebPreferences) {
    super();
    lastId += 1;
    this.id = lastId;
    this.preferences = preferences;
    this.attached = new Promise((resolve) => {
      this.attach = resolve;
    });
    const current = (): string => this.url;
    this.mainFrame = {
      get url() {
        return current();
      },
      get origin() {
        return /^[a-z][a-z0-9+-]*:\/\/[^/?#]*/i.exec(current())?.[0] ?? "null";
      },
      parent: null,
    };
  }

  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getOSProcessId(): number {
    return host.chromium?.pid ?? 0;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
  /** What the window-open handler says about an address that the page asked for. */
  mayOpen(url: string): boolean {
    const { action } = this.openHandler({ url: fromHttp(url) });
    if (action === "allow") throw new NotImplementedError("a second window opened by a page");
    return false;
  }
  getZoomFactor(): number {
    return this.zoom;
  }
  setZoomFactor(zoom: number): void {
    this.zoom = zoom;
    void this.applyMetrics();
  }
  /** Size of the window's content in screen pixels. */
  resize(width: number, height: number): void {
    this.metrics = { width, height };
    void this.applyMetrics();
  }
  focus(): void {}

  private async applyMetrics(): Promise<void> {
    const { zoom } = this;
    const size = { width: Math.round(this.metrics.width / zoom), height: Math.round(this.metrics.height / zoom) };
    const session = await this.attached;
    await session.send("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: zoom, mobile: false }).catch(() => undefined);
  }

  async attachTo(targetId: string, session: DevtoolsSession): Promise<void> {
    this.targetId = targetId;
    const channel = randomBytes(12).toString("hex");
    this.follow(session);
    await session.send("Page.enable");
    const tree = await session.send<{ frameTree: { frame: { id: string } } }>("Page.getFrameTree");
    this.frameId = tree.frameTree.frame.id;
    await Promise.all([
      session.send("Runtime.addBinding", { name: bindingName, executionContextName: isolatedWorld }),
      session.send("Runtime.enable"),
      session.send("Inspector.enable"),
      session.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${pageWorld.toString()})(${JSON.stringify(channel)})` }),
      session.send("Page.addScriptToEvaluateOnNewDocument", { source: this.preloadSource(channel), worldName: isolatedWorld }),
      // Only documents: a navigation can be refused before it leaves; everything else goes its way unobserved.
      session.send("Fetch.enable", { patterns: [{ urlPattern: "*", requestStage: "Request", resourceType: "Document" }] }),
    ]);
    if (this.preferences.javascript === false) await session.send("Emulation.setScriptExecutionDisabled", { value: true });
    void session.send("Runtime.runIfWaitingForDebugger").catch(() => undefined);
    this.attach(session);
  }

  private preloadSource(channel: string): string {
    const { preload } = this.preferences;
    const text = preload === undefined ? "" : readFileSync(preload, "utf8");
    const info: PreloadInfo = {
      channel,
      binding: bindingName,
      deliver: deliverName,
      preloadPath: preload ?? "",
      platform: process.platform,
      versions: { electron: electronVersion, chrome: process.versions["chrome"] ?? "" },
    };
    const run = `function (require, process, module, exports) {${text}\n}`;
    return `(${preloadWorld.toString()})(${JSON.stringify(info)}, (${makeCloneCodec.toString()})(), ${run});`;
  }

  private follow(session: DevtoolsSession): void {
    interface Context {
      readonly id: number;
      readonly name: string;
      readonly auxData: { readonly frameId: string };
    }
    session.on("Runtime.executionContextCreated", ({ context }: { context: Context }) => {
      if (context.name !== isolatedWorld || context.auxData.frameId !== this.frameId) return;
      this.worldId = context.id;
      setImmediate(() => {
        const queue = this.queue;
        this.queue = [];
        for (const text of queue) this.deliver(session, text, context.id);
      });
    });
    session.on("Runtime.executionContextDestroyed", ({ executionContextId }: { executionContextId: number }) => {
      if (executionContextId === this.worldId) this.worldId = null;
    });
    session.on("Runtime.bindingCalled", (call: { name: string; payload: string; executionContextId: number }) => {
      if (call.name === bindingName && call.executionContextId === this.worldId)
        void this.receive(session, call.payload, call.executionContextId);
    });
    session.on("Page.frameNavigated", ({ frame }: { frame: { id: string; parentId?: string; url: string; urlFragment?: string } }) => {
      if (frame.parentId !== undefined) return;
      this.frameId = frame.id;
      this.url = fromHttp(frame.url + (frame.urlFragment ?? ""));
      this.emit("did-navigate", hostEvent(), this.url);
    });
    session.on("Page.navigatedWithinDocument", ({ frameId, url }: { frameId: string; url: string }) => {
      if (frameId === this.frameId) this.url = fromHttp(url);
    });
    session.on("Page.domContentEventFired", () => this.emit("dom-ready", hostEvent()));
    session.on("Page.loadEventFired", () => {
      if (this.url !== "about:blank" && this.url !== "") this.emit("did-finish-load", hostEvent());
    });
    session.on("Inspector.targetCrashed", () => this.emit("render-process-gone", hostEvent(), { reason: "crashed", exitCode: 139 }));
    session.on("Fetch.requestPaused", (paused: { requestId: string; frameId: string; request: { url: string } }) => {
      const isMain = paused.frameId === this.frameId;
      const request = { requestId: paused.requestId };
      const allowed = (isMain && this.ownNavigations > 0) || this.mayNavigate(fromHttp(paused.request.url), isMain);
      if (isMain && this.ownNavigations > 0) this.ownNavigations -= 1;
      const answer = allowed
        ? session.send("Fetch.continueRequest", request)
        : session.send("Fetch.failRequest", { ...request, errorReason: "Aborted" });
      answer.catch(() => undefined);
    });
  }

  private mayNavigate(url: string, isMainFrame: boolean): boolean {
    const event = hostEvent({ url, isMainFrame, frame: this.mainFrame });
    if (isMainFrame) this.emit("will-navigate", event, url);
    if (!event.defaultPrevented) this.emit("will-frame-navigate", event);
    return !event.defaultPrevented;
  }

  private async receive(session: DevtoolsSession, payload: string, worldId: number): Promise<void> {
    const message = codec.decode(payload) as FromWindow;
    if (message.say === "preload-error") {
      this.emit("preload-error", hostEvent(), this.preferences.preload, new Error(message.message));
      return;
    }
    let answer: ToWindow;
    try {
      const event = { sender: this, senderFrame: this.mainFrame, type: "frame" };
      const value = await callInvokeHandler(message.channel, event, message.args);
      answer = { say: "reply", id: message.id, ok: true, value };
    } catch (error) {
      report(`the handler for '${message.channel}' failed`, error);
      answer = { say: "reply", id: message.id, ok: false, message: `Error invoking remote method '${message.channel}': ${String(error)}` };
    }
    this.deliver(session, codec.encode(answer), worldId);
  }

  private deliver(session: DevtoolsSession, text: string, worldId: number): void {
    const declaration = `function (text) { globalThis.${deliverName}(text); }`;
    const call = { functionDeclaration: declaration, arguments: [{ value: text }], executionContextId: worldId, silent: true };
    // The document may have gone while the answer was made: nobody waits for it then.
    session.send("Runtime.callFunctionOn", call).catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new MisuseError("Object has been destroyed");
    const message: ToWindow = { say: "event", channel, args };
    const text = codec.encode(message);
    const { worldId } = this;
    if (worldId === null) this.queue.push(text);
    else void this.attached.then((session) => this.deliver(session, text, worldId));
  }

  async loadURL(url: string): Promise<void> {
    const session = await this.attached;
    const address = toHttp(url);
    if (address !== url) {
      const cookie = { name: tokenCookie, value: host.token, url: address, httpOnly: true, sameSite: "Strict" };
      await devtools().root.send("Storage.setCookies", { cookies: [cookie] });
    }
    this.ownNavigations += 1;
    const loaded = new Promise<void>((resolve) => session.once("Page.loadEventFired", () => resolve()));
    const { errorText } = await session.send<{ errorText?: string }>("Page.navigate", { url: address });
    if (errorText !== undefined) {
      this.ownNavigations = 0;
      this.emit("did-fail-load", hostEvent(), -2, errorText, url, true);
      throw new LoadError(errorText, url);
    }
    await loaded;
  }
  reload(): void {
    this.ownNavigations += 1;
    void this.attached.then((session) => session.send("Page.reload")).catch(() => undefined);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const session = await this.attached;
    interface Evaluated {
      readonly result: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly text: string };
    }
    const { result, exceptionDetails } = await session.send<Evaluated>("Runtime.evaluate", {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value;
  }

  async capturePage(): Promise<NativeImage> {
    const session = await this.attached;
    const { data } = await session.send<{ data: string }>("Page.captureScreenshot", { format: "png" });
    return new NativeImage(Buffer.from(data, "base64"));
  }

  async printToPDF({
    generateTaggedPDF,
    generateDocumentOutline,
    printBackground,
    preferCSSPageSize,
    ...rest
  }: PrintOptions): Promise<Buffer> {
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined) throw new NotImplementedError(`printToPDF: ${unknown}`);
    const session = await this.attached;
    const { data } = await session.send<{ data: string }>("Page.printToPDF", {
      printBackground: printBackground === true,
      preferCSSPageSize: preferCSSPageSize === true,
      generateTaggedPDF: generateTaggedPDF === true,
      generateDocumentOutline: generateDocumentOutline === true,
    });
    return Buffer.from(data, "base64");
  }

  /** Takes the page away without asking it. */
  async destroyPage(): Promise<void> {
    await this.attached;
    await devtools()
      .root.send("Target.closeTarget", { targetId: this.targetId })
      .catch(() => undefined);
  }

  /** Closes the page; by force when it does not answer. Resolves when the command was given. */
  async closePage(): Promise<void> {
    const session = await this.attached;
    const force = setTimeout(() => {
      devtools()
        .root.send("Target.closeTarget", { targetId: this.targetId })
        .catch(() => undefined);
    }, closePatienceMs);
    this.once("destroyed", () => clearTimeout(force));
    await session.send("Page.close").catch(() => undefined);
  }

  markDestroyed(): void {
    this.destroyed = true;
    this.emit("destroyed");
  }
}
