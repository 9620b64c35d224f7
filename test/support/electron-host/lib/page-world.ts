/**
 * The two halves of `contextBridge`. Their text is put into every document of a window before its own scripts: `pageWorld` into the page,
 * `preloadWorld` (preload-world.ts) into an isolated world. They talk by synchronous events whose `detail` Blink clones between worlds.
 */
export type Wrapped =
  | { readonly is: "value"; readonly value: unknown }
  | { readonly is: "object"; readonly entries: readonly (readonly [string, Wrapped])[] }
  | { readonly is: "function"; readonly id: number }
  | { readonly is: "promise"; readonly id: number }
  | { readonly is: "error"; readonly name: string; readonly message: string };

export type ToPage =
  | { readonly say: "expose"; readonly key: string; readonly api: Wrapped }
  | { readonly say: "returned"; readonly ok: boolean; readonly value: Wrapped }
  | { readonly say: "settled"; readonly id: number; readonly ok: boolean; readonly value: Wrapped }
  | { readonly say: "callback"; readonly id: number; readonly args: readonly Wrapped[] };

export type ToPreload = { readonly say: "call"; readonly id: number; readonly args: readonly Wrapped[] } | { readonly say: "taken" };

/** Runs in the page: `channel` is a random event name, so that no script of the page can guess it. */
export function pageWorld(channel: string): void {
  if (window.top !== window) return;
  const listen = EventTarget.prototype.addEventListener.bind(window);
  const fire = EventTarget.prototype.dispatchEvent.bind(window);
  const { defineProperty, freeze, hasOwn, values } = Object;
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  let lastId = 0;
  let returned: (ToPage & { say: "returned" }) | null = null;
  const tell = (detail: ToPreload): boolean => fire(new CustomEvent(`${channel}-preload`, { detail }));
  const wrap = (value: unknown): Wrapped => {
    if (typeof value !== "function") return { is: "value", value };
    lastId += 1;
    functions.set(lastId, value as (...args: unknown[]) => unknown);
    return { is: "function", id: lastId };
  };
  const call = (id: number, args: readonly unknown[]): unknown => {
    returned = null;
    tell({ say: "call", id, args: args.map(wrap) });
    const answer = returned as (ToPage & { say: "returned" }) | null;
    returned = null;
    if (answer === null) throw new Error("the preload is gone");
    if (answer.ok) return unwrap(answer.value);
    throw unwrap(answer.value);
  };
  const unwrap = (wrapped: Wrapped): unknown => {
    switch (wrapped.is) {
      case "value":
        return wrapped.value;
      case "error":
        return Object.assign(new Error(wrapped.message), { name: wrapped.name });
      case "function":
        return (...args: unknown[]) => call(wrapped.id, args);
      case "promise":
        return new Promise((resolve, reject) => calls.set(wrapped.id, { resolve, reject }));
      case "object": {
        const object: Record<string, unknown> = {};
        for (const [key, item] of wrapped.entries) defineProperty(object, key, { value: unwrap(item), enumerable: true });
        return object;
      }
    }
  };
  const frozen = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    for (const item of values(value)) frozen(item);
    return freeze(value);
  };
  listen(
    `${channel}-page`,
    (event) => {
      event.stopImmediatePropagation();
      const message = (event as CustomEvent<ToPage>).detail;
      switch (message.say) {
        case "expose":
          if (hasOwn(window, message.key)) tell({ say: "taken" });
          else defineProperty(window, message.key, { value: frozen(unwrap(message.api)), enumerable: true });
          break;
        case "returned":
          returned = message;
          break;
        case "settled": {
          const waiting = calls.get(message.id);
          calls.delete(message.id);
          if (message.ok) waiting?.resolve(unwrap(message.value));
          else waiting?.reject(unwrap(message.value));
          break;
        }
        case "callback":
          functions.get(message.id)?.(...message.args.map(unwrap));
          break;
      }
    },
    true,
  );
}
