export interface CloneCodec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Text form of what the bridge carries: JSON values, undefined, NaN and infinities, and Uint8Array. Anything else is refused with a
 * DataCloneError, as Electron's structured clone refuses functions. The function's own text also runs in the window's isolated world, so
 * it may use nothing from outside itself.
 */
export function makeCloneCodec(): CloneCodec {
  type Node = null | string | boolean | number | readonly [tag: string, value?: unknown];
  const refuse = (what: string): Error => new DOMException(`${what} could not be cloned.`, "DataCloneError");
  const toBase64 = (bytes: Uint8Array): string =>
    typeof Buffer === "undefined"
      ? (bytes as Uint8Array & { toBase64(): string }).toBase64()
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const fromBase64 = (text: string): Uint8Array =>
    typeof Buffer === "undefined"
      ? (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(text)
      : new Uint8Array(Buffer.from(text, "base64"));
  const put = (value: unknown, above: readonly unknown[]): Node => {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (value === undefined) return ["undefined"];
    if (typeof value === "number") return Number.isFinite(value) ? value : ["number", String(value)];
    if (typeof value !== "object") throw refuse(`a ${typeof value}`);
    if (above.includes(value)) throw refuse("a cycle");
    if (value instanceof Uint8Array) return ["bytes", toBase64(value)];
    const inside = [...above, value];
    if (Array.isArray(value)) return ["array", value.map((item) => put(item, inside))];
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw refuse(`#<${value.constructor.name}>`);
    return ["object", Object.entries(value).map(([key, item]) => [key, put(item, inside)])];
  };
  const get = (node: Node): unknown => {
    if (!Array.isArray(node)) return node;
    const [tag, value] = node as readonly [string, unknown];
    if (tag === "undefined") return undefined;
    if (tag === "number") return Number(value);
    if (tag === "bytes") return fromBase64(value as string);
    if (tag === "array") return (value as readonly Node[]).map(get);
    const object: Record<string, unknown> = {};
    for (const [key, item] of value as readonly (readonly [string, Node])[]) {
      Object.defineProperty(object, key, { value: get(item), enumerable: true, writable: true, configurable: true });
    }
    return object;
  };
  return { encode: (value) => JSON.stringify(put(value, [])), decode: (text) => get(JSON.parse(text) as Node) };
}
