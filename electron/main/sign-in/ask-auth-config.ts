import { z } from "zod";
import type { BridgeError } from "../../../shared/bridge/contract.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { type AuthConfig, authConfig } from "../../../shared/sync/auth-config.ts";
import { errorBody } from "../../../shared/sync/protocol.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const patienceMs = 10_000;

async function ask<S extends z.ZodType>(send: () => Promise<Response>, schema: S): Promise<Result<z.infer<S>, BridgeError>> {
  let status: number;
  let body: unknown;
  try {
    const answer = await send();
    status = answer.status;
    body = await answer.json();
  } catch {
    return err({ code: "unavailable", message: "no Headroom backend answers at this address" });
  }
  if (status === 200) {
    const parsed = schema.safeParse(body);
    return parsed.success ? ok(parsed.data) : err({ code: "not-found", message: "what answers at this address is not a Headroom backend" });
  }
  const refused = errorBody.safeParse(body);
  if (!refused.success) return err({ code: "not-found", message: `the address answered with status ${status}` });
  return err({ code: refused.data.error.code, message: refused.data.error.message });
}

const plain = { redirect: "error", credentials: "omit", cache: "no-store" } as const;

/** How one signs in at a backend. `origin` has no path. */
export async function askAuthConfig(origin: string, fetchBackend: Fetch): Promise<Result<AuthConfig, BridgeError>> {
  const headers = { accept: "application/json" };
  return await ask(
    () => fetchBackend(`${origin}/v1/auth/config`, { ...plain, headers, signal: AbortSignal.timeout(patienceMs) }),
    authConfig,
  );
}

const developmentAnswer = z.object({ token: z.string().min(20) });

/** A token of a user without a password, from a backend that was started for development. */
export async function askDevelopmentToken(origin: string, userId: string, fetchBackend: Fetch): Promise<Result<string, BridgeError>> {
  const answer = await ask(
    () =>
      fetchBackend(`${origin}/v1/auth/development`, {
        ...plain,
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify({ userId }),
        signal: AbortSignal.timeout(patienceMs),
      }),
    developmentAnswer,
  );
  return answer.ok ? ok(answer.value.token) : answer;
}
