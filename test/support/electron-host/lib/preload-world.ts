import type { CloneCodec } from "./clone-codec.ts";
import type { ToPage, ToPreload, Wrapped } from "./page-world.ts";

/** What the isolated world sends to the main process. */
export type FromWindow =
  | { readonly say: "invoke"; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly say: "preload-error"; readonly message: string };

/** What the main process delivers into the isolated world. */
export type ToWindow =
  | { readonly say: "reply"; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly say: "reply"; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly say: "event"; readonly channel: string; readonly args: readonly unknown[] };

export const bindingName = "__electronHostSend";
export const deliverName = "__electronHostDeliver";

export interface PreloadInfo {
  readonly channel: string;
  readonly binding: string;
  readonly deliver: string;
  readonly preloadPath: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
}

type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (require: (name: string) => unknown, process: object, module: object, exports: object) => void;

/** Runs in the isolated world: gives the preload its `electron` (contextBridge and ipcRenderer, nothing else) and runs it. */
export function preloadWorld(info: PreloadInfo, codec: CloneCodec, preload: Preload): void {
  if (window.top !== window) return;
  const listen = EventTarget.prototype.addEventListener.bind(window);
  const fire = EventTarget.prototype.dispatchEvent.bind(window);
  const globals = globalThis as unknown as Record<string, (text: string) => void>;
  const send = (message: FromWindow): void => globals[info.binding]?.(codec.encode(message));
  const tell = (detail: ToPage): boolean => fire(new CustomEvent(`${info.channel}-page`, { detail }));
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  let lastId = 0;
  let taken = false;
  const wrapError = (error: unknown): Wrapped =>
    error instanceof Error
      ? { is: "error", name: error.name, message: error.message }
      : { is: "error", name: "Error", message: String(error) };
  const wrap = (value: unknown): Wrapped => {
    if (typeof value === "function") {
      lastId += 1;
      functions.set(lastId, value as (...args: unknown[]) => unknown);
      return { is: "function", id: lastId };
    }
    if (value instanceof Promise) {
      lastId += 1;
      const id = lastId;
      void value.then(
        (settled) => tell({ say: "settled", id, ok: true, value: wrap(settled) }),
        (error: unknown) => tell({ say: "settled", id, ok: false, value: wrapError(error) }),
      );
      return { is: "promise", id };
    }
    return { is: "value", value };
  };
  const unwrap = (wrapped: Wrapped): unknown => {
    if (wrapped.is === "function") return (...args: unknown[]) => tell({ say: "callback", id: wrapped.id, args: args.map(wrap) });
    return wrapped.is === "value" ? wrapped.value : undefined;
  };
  listen(
    `${info.channel}-preload`,
    (event) => {
      event.stopImmediatePropagation();
      const message = (event as CustomEvent<ToPreload>).detail;
      if (message.say === "taken") {
        taken = true;
        return;
      }
      try {
        tell({ say: "returned", ok: true, value: wrap(functions.get(message.id)?.(...message.args.map(unwrap))) });
      } catch (error) {
        tell({ say: "returned", ok: false, value: wrapError(error) });
      }
    },
    true,
  );

  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Listener[]>();
  let lastInvoke = 0;
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastInvoke += 1;
        send({ say: "invoke", id: lastInvoke, channel, args });
        waiting.set(lastInvoke, { resolve, reject });
      }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
      return ipcRenderer;
    },
  };
  globals[info.deliver] = (text) => {
    const message = codec.decode(text) as ToWindow;
    if (message.say === "event") {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) call?.resolve(message.value);
    else call?.reject(new Error(message.message));
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: Readonly<Record<string, unknown>>) => {
      taken = false;
      tell({ say: "expose", key, api: { is: "object", entries: Object.entries(api).map(([name, member]) => [name, wrap(member)]) } });
      if (taken) throw new Error(`Cannot bind an API on top of an existing property on the window object`);
    },
  };
  const require = (name: string): unknown => {
    if (name === "electron") return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  const sandboxedProcess = Object.freeze({
    type: "renderer",
    platform: info.platform,
    sandboxed: true,
    contextIsolated: true,
    versions: Object.freeze(info.versions),
  });
  const module = { exports: {} };
  try {
    preload(require, sandboxedProcess, module, module.exports);
  } catch (error) {
    send({ say: "preload-error", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
