import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { errorBody, hello, signInClientId } from "../../../shared/sync/protocol.ts";
import type { Identity } from "./connection-store.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const patienceMs = 10_000;

/** Greets a company's backend with a new token: tells whose it is, or why it does not serve. `origin` has no path. */
export async function checkRemote(origin: string, token: string, fetchBackend: Fetch): Promise<Result<Identity, BridgeError>> {
  let status: number;
  let body: unknown;
  try {
    const answer = await fetchBackend(`${origin}/v1/sync/hello?clientId=${signInClientId}`, {
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(patienceMs),
    });
    status = answer.status;
    body = await answer.json();
  } catch {
    return err({ code: "unavailable", message: "no Headroom backend answers at this address" });
  }
  if (status === 200) {
    const greeting = hello.safeParse(body);
    if (!greeting.success) return err({ code: "unavailable", message: "what answers at this address speaks another protocol" });
    return ok({ user: `${greeting.data.tenant.id}/${greeting.data.user.id}`, userName: greeting.data.user.name });
  }
  const refused = errorBody.safeParse(body);
  if (!refused.success) return err({ code: "unavailable", message: `the address answered with status ${status}` });
  return err({ code: refused.data.error.code, message: refused.data.error.message });
}
