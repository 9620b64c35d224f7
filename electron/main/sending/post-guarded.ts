import type { LookupAddress } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { type LookupFunction, isIP } from "node:net";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { isLoopbackHost, isPublicAddress } from "../security/public-address.ts";
import type { RobotAnswer } from "./robot-answer.ts";

export interface GuardOptions {
  /** Every address of a name, asked once. Throws when it has none or nobody answers. */
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
  /** A robot on this machine, over plain HTTP: for tests alone. */
  readonly allowLoopback: boolean;
  /** Of the connection, and of the whole exchange. */
  readonly timeouts: { readonly connectMs: number; readonly wholeMs: number };
}
export const postTimeouts: GuardOptions["timeouts"] = { connectMs: 20_000, wholeMs: 60_000 };

/** `lost` with `given`: the request went out and no whole answer came. */
export type PostFault =
  | { readonly code: "private-address" }
  | { readonly code: "unresolved" }
  | { readonly code: "certificate" }
  | { readonly code: "lost"; readonly given: boolean };

const answerBytes = 64 * 1024;
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME|^ERR_SSL|EPROTO/;

/** Where a robot's address leads, if it may be gone to: https, and every address of its name a public one. The connection is then made to that address. */
export async function guardedAddress(
  text: string,
  { resolve, allowLoopback }: Pick<GuardOptions, "resolve" | "allowLoopback">,
): Promise<Result<{ readonly url: URL; readonly at: LookupAddress }, { readonly code: "private-address" | "unresolved" }>> {
  const refused = err({ code: "private-address" });
  if (!URL.canParse(text)) return refused;
  const url = new URL(text);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const own = allowLoopback && isLoopbackHost(host);
  if (url.username !== "" || url.password !== "") return refused;
  if (url.protocol !== "https:" && !(own && url.protocol === "http:")) return refused;
  let found: readonly LookupAddress[];
  const family = isIP(host);
  try {
    found = family === 0 ? await resolve(host) : [{ address: host, family }];
  } catch {
    return err({ code: "unresolved" });
  }
  const [at] = found;
  if (at === undefined) return err({ code: "unresolved" });
  // One private address among public ones is how a name is turned against its user.
  if (!found.every(({ address }) => isPublicAddress(address) || (own && isLoopbackHost(address)))) return refused;
  return ok({ url, at });
}

/** Posts JSON to a robot: to the address that was looked at and no other, without following a redirect, reading at most 64 KB of the answer. */
export async function postGuarded(address: string, body: string, options: GuardOptions): Promise<Result<RobotAnswer, PostFault>> {
  const guarded = await guardedAddress(address, options);
  if (!guarded.ok) return guarded;
  const { url, at } = guarded.value;
  const lookup: LookupFunction = (_host, wanted, callback) => {
    if (wanted.all === true) callback(null, [at]);
    else callback(null, at.address, at.family);
  };
  const isTls = url.protocol === "https:";
  return await new Promise((resolve) => {
    let given = false;
    const bytes = Buffer.from(body, "utf8");
    const sending = (isTls ? httpsRequest : httpRequest)(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", "content-length": bytes.length, accept: "application/json" },
      lookup,
      agent: false,
      signal: AbortSignal.timeout(options.timeouts.wholeMs),
    });
    const connecting = setTimeout(() => sending.destroy(new Error("the connection took too long")), options.timeouts.connectMs);
    const settle = (result: Result<RobotAnswer, PostFault>): void => {
      clearTimeout(connecting);
      resolve(result);
    };
    sending.on("socket", (socket) => {
      socket.once(isTls ? "secureConnect" : "connect", () => {
        given = true;
        clearTimeout(connecting);
      });
    });
    sending.on("error", (error) => {
      const { code = "" } = error as NodeJS.ErrnoException;
      settle(err(!given && certificateCodes.test(code) ? { code: "certificate" } : { code: "lost", given }));
    });
    sending.on("response", (answer) => {
      const parts: Buffer[] = [];
      let length = 0;
      const lost = (): void => settle(err({ code: "lost", given: true }));
      answer.on("data", (part: Buffer) => {
        length += part.length;
        parts.push(part);
        if (length <= answerBytes) return;
        lost();
        sending.destroy();
      });
      answer.on("end", () => {
        const retryAfter = answer.headers["retry-after"] ?? null;
        settle(ok({ status: answer.statusCode ?? 0, retryAfter, body: Buffer.concat(parts).toString("utf8") }));
      });
      answer.on("aborted", lost);
      answer.on("error", lost);
    });
    sending.end(bytes);
  });
}
