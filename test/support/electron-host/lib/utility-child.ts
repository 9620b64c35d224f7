import type { Serializable } from "node:child_process";
import { pathToFileURL } from "node:url";
import { StrictEmitter } from "./strict.ts";

/** `process.parentPort` of a utility process: `message` events carry `{ data }`. */
class ParentPort extends StrictEmitter {
  /** As in Electron, messages wait until somebody listens. */
  private waiting: object[] | null = [];

  constructor() {
    super();
    this.once("newListener", () =>
      setImmediate(() => {
        const early = this.waiting ?? [];
        this.waiting = null;
        for (const event of early) this.emit("message", event);
      }),
    );
  }
  receive(data: unknown): void {
    const event = { data, ports: [] };
    if (this.waiting === null) this.emit("message", event);
    else this.waiting.push(event);
  }
  postMessage(message: Serializable): void {
    process.send?.(message);
  }
}

const port = new ParentPort();
const [, own = "", modulePath = "", ...args] = process.argv;
process.on("message", (data) => port.receive(data));
process.on("disconnect", () => process.exit());
Object.defineProperty(process, "parentPort", { value: port });
Object.defineProperty(process, "type", { value: "utility" });
process.argv = [own, modulePath, ...args];
await import(pathToFileURL(modulePath).href);
