import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";

/**
 * A provider whose clock is `shiftMs` ahead of everybody else's in this process: run as a worker, it has a `Date` of its own. Says its issuer and client,
 * then answers each authorization address with where the browser of `ann` ends up.
 */
const { shiftMs } = z.object({ shiftMs: z.number() }).parse(workerData);
const real = Date.now;
class ShiftedDate extends Date {
  constructor(value?: number | string | Date) {
    super(value ?? real() + shiftMs);
  }
  static override now(): number {
    return real() + shiftMs;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

const { startOidcProvider } = await import("./oidc-provider.ts");
const provider = await startOidcProvider([{ login: "ann", email: "ann@acme.example" }]);
const port = parentPort;
if (port === null) throw new Error("runs as a worker");
port.on("message", (address: unknown) => {
  void provider.signIn(z.string().parse(address), "ann").then((returned) => port.postMessage(returned));
});
const { issuer, clientId, scope, audience: resource } = provider;
port.postMessage({ issuer, clientId, scope, resource });
