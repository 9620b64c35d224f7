import { MisuseError } from "./errors.ts";
import { strictModule } from "./strict.ts";

type InvokeHandler = (event: object, ...args: unknown[]) => unknown;
const handlers = new Map<string, InvokeHandler>();

export const ipcMain = strictModule("ipcMain", {
  handle(channel: string, handler: InvokeHandler): void {
    if (handlers.has(channel)) throw new MisuseError(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
});

/** Runs what `ipcRenderer.invoke` asked for. */
export async function callInvokeHandler(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new MisuseError(`No handler registered for '${channel}'`);
  return await handler(event, ...args);
}
