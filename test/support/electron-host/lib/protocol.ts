import { MisuseError } from "./errors.ts";
import { host } from "./host.ts";
import { strictModule } from "./strict.ts";

type SchemeHandler = (request: Request) => Response | Promise<Response>;

const schemes = new Set<string>();
const handlers = new Map<string, SchemeHandler>();

export const protocol = strictModule("protocol", {
  registerSchemesAsPrivileged(list: readonly { readonly scheme: string }[]): void {
    if (host.ready) throw new MisuseError("protocol.registerSchemesAsPrivileged should be called before app is ready");
    for (const { scheme } of list) schemes.add(scheme);
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (handlers.has(scheme)) throw new MisuseError(`Failed to register protocol: ${scheme}`);
    if (!schemes.has(scheme)) throw new MisuseError(`electron-host: ${scheme} was not registered as privileged`);
    handlers.set(scheme, handler);
  },
});

export function registeredSchemes(): readonly string[] {
  return [...schemes];
}
export function handlerOf(scheme: string): SchemeHandler | undefined {
  return handlers.get(scheme);
}

/** `app://console/x` as Chromium shows it: `http://console.app.localhost/x`, resolved to the loopback server. */
export function toHttp(url: string): string {
  const parts = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/i.exec(url);
  if (parts === null || !schemes.has(parts[1] ?? "")) return url;
  return `http://${parts[2]}.${parts[1]}.localhost${parts[3] === "" ? "/" : parts[3]}`;
}

/** The reverse of `toHttp`; other addresses stay as they are. */
export function fromHttp(url: string): string {
  const parts = /^http:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.localhost(?::\d+)?(.*)$/i.exec(url);
  if (parts === null || !schemes.has(parts[2] ?? "")) return url;
  return `${parts[2]}://${parts[1]}${parts[3]}`;
}
