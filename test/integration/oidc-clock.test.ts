import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { createOidcClient } from "../../electron/main/sign-in/oidc-client.ts";

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

async function said(worker: Worker): Promise<unknown> {
  const [message] = await once(worker, "message");
  return message;
}

const described = z.object({ issuer: z.string(), clientId: z.string(), scope: z.string(), resource: z.string() });
const yearMs = 365 * 86_400_000;

/** Signs in and renews at a provider whose clock is this far from the laptop's; `knows` = its answers say what time it has. */
async function signInAt(shiftMs: number, knows: boolean): Promise<readonly string[]> {
  const worker = new Worker(new URL("../support/oidc-provider-elsewhen.ts", import.meta.url), { workerData: { shiftMs } });
  workers.push(worker);
  const provider = described.parse(await said(worker));
  const client = createOidcClient({
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      // Node writes this header by the machine's clock, whatever the provider's own says.
      const headers = new Headers(answer.headers);
      if (knows) headers.set("date", new Date(Date.now() + shiftMs).toUTCString());
      return new Response(answer.body, { status: answer.status, headers });
    },
    now: () => Date.now(),
    onFault: () => undefined,
  });
  const authorization = await client.authorize(provider, "http://127.0.0.1:49152/callback", "state-of-this-test", false);
  if (!authorization.ok) return [authorization.error.code];
  const returned = said(worker);
  worker.postMessage(authorization.value.url);
  const signedIn = await client.exchange(provider, authorization.value, new URL(z.string().parse(await returned)));
  if (!signedIn.ok) return [signedIn.error.code];
  const { refreshToken } = signedIn.value;
  const renewed = await client.renew(provider, refreshToken ?? "");
  if (renewed.state !== "granted") return ["signed in", renewed.state];
  const isRotated = renewed.grant.refreshToken !== null && renewed.grant.refreshToken !== refreshToken;
  const reused = await client.renew(provider, refreshToken ?? "");
  return ["signed in", renewed.state, isRotated ? "rotated" : "the same", `the old one is ${reused.state}`];
}

it.each([
  ["right", 0],
  ["a year behind", yearMs],
  ["a year ahead", -yearMs],
])("a laptop whose clock is %s signs in and renews", async (_name, shiftMs) => {
  expect(await signInAt(shiftMs, true)).toEqual(["signed in", "granted", "rotated", "the old one is rejected"]);
});

it("takes no token that ran out by the laptop's clock when nothing says that the clock is wrong", async () => {
  expect(await signInAt(-yearMs, false)).toEqual(["issuer-unavailable"]);
});
