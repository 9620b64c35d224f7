import { profileHeader } from "../../../shared/bridge/profile-header.ts";
import { policyHeader } from "../../../shared/sync/policy.ts";
import { type ErrorBody, errorBody } from "../../../shared/sync/protocol.ts";
import type { AccessToken, BackendSession } from "../sign-in/backend-session.ts";
import { securityHeaders } from "./static-files.ts";

/** Where requests go and with which credential. */
export interface BackendTarget {
  /** e.g. `http://127.0.0.1:41233` or `https://headroom.example.com`. */
  readonly origin: string;
  /** Whose local database may ask. */
  readonly profile: string;
  readonly session: Pick<BackendSession, "accessToken" | "refused" | "refusedAgain" | "accepted" | "forbidden">;
}

/** The session of a token that is always good: the embedded backend's own. */
export function fixedSession(token: string): BackendTarget["session"] {
  const ready = { state: "ready", token } as const;
  const nothing = (): void => undefined;
  return {
    accessToken: async () => ready,
    refused: async () => ({ state: "expired" }),
    refusedAgain: nothing,
    accepted: nothing,
    forbidden: nothing,
  };
}

export interface ProxyTimeouts {
  /** Until the answer's headers. */
  readonly answerMs: number;
  /** Between two pieces of the answer; the backend's events send a comment every 15 s. */
  readonly silenceMs: number;
}
export const defaultTimeouts: ProxyTimeouts = { answerMs: 20_000, silenceMs: 45_000 };

/** What the desktop itself learns from the answers that it passes on. */
export interface ProxyEar {
  /** The backend greeted this laptop: its `Date` and policy headers as they came. */
  contact(date: string | null, policy: string | null): void;
  /** The backend ordered the copy on this laptop destroyed; the window gets the answer after that has been done. */
  wipe(): Promise<void>;
}
const deaf: ProxyEar = { contact: () => undefined, wipe: async () => undefined };
/** An order is a short text. */
const longestOrder = 10_000;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the desktop itself asks of the backend; the window's own requests never begin so: see serve-console.ts. */
export const desktopPrefix = "/desktop/connectors";
const desktopPaths = /^\/desktop(\/connectors(?:\/[a-z0-9-]{1,60}\/run)?)$/;
const windowPrefix = "/api/sync/";
const backendPrefix = "/v1/sync/";
const helloPath = "/v1/sync/hello";
/** All that a sync request needs; cookies, credentials of the page and hop-by-hop headers are not among it. */
const sentHeaders = ["accept", "content-type", "content-encoding", "if-none-match", "last-event-id"];
/** Hop-by-hop, or about the transfer that ended here; cookies are never kept. */
const droppedHeaders = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-encoding",
  "content-length",
  "set-cookie",
  "set-cookie2",
  "strict-transport-security",
  "alt-svc",
  "access-control-allow-origin",
  "access-control-allow-credentials",
]);

function refuse(status: number, code: ErrorBody["error"]["code"], message: string): Response {
  const body: ErrorBody = { error: { code, message } };
  return Response.json(body, { status, headers: { ...securityHeaders, "cache-control": "no-store" } });
}

/** Ends the transfer both ways when nothing has come for too long: an open socket proves nothing. */
function watched(body: ReadableStream<Uint8Array>, silenceMs: number, abort: (reason: Error) => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const tooQuiet = (): void => abort(new Error("the backend fell silent"));
  let timer = setTimeout(tooQuiet, silenceMs);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        clearTimeout(timer);
        if (done) {
          controller.close();
          return;
        }
        timer = setTimeout(tooQuiet, silenceMs);
        controller.enqueue(value);
      } catch (error) {
        clearTimeout(timer);
        controller.error(error);
      }
    },
    async cancel(reason) {
      clearTimeout(timer);
      await reader.cancel(reason);
    },
  });
}

/** Carries out an order to wipe before the window hears of it: no answer is lost on the way to a window that has just closed. */
async function heedOrder(answer: Response, ear: ProxyEar): Promise<Response> {
  let text: string;
  try {
    text = await answer.text();
  } catch {
    return refuse(503, "unavailable", "the backend fell silent");
  }
  if (text.length <= longestOrder && isWipe(text)) await ear.wipe();
  return new Response(text, { status: answer.status, headers: answer.headers });
}

function isWipe(text: string): boolean {
  try {
    const body = errorBody.safeParse(JSON.parse(text));
    return body.success && body.data.error.code === "wipe";
  } catch {
    return false;
  }
}

/** The backend's address for a window's address; null = not a route of the sync protocol, nor one that the desktop asks itself. */
export function backendUrl(origin: string, windowUrl: URL): string | null {
  const own = desktopPaths.exec(windowUrl.pathname)?.[1];
  if (own !== undefined) return new URL(`/v1${own}`, origin).href;
  if (!windowUrl.pathname.startsWith(windowPrefix)) return null;
  const url = new URL(`${backendPrefix}${windowUrl.pathname.slice(windowPrefix.length)}${windowUrl.search}`, origin);
  // Parsing may have folded `..` in a path that did not look like it.
  return url.origin === origin && url.pathname.startsWith(backendPrefix) ? url.href : null;
}

/** A worker of the user before, or a page that does not say whose it is and would write: nothing of one user goes out with the token of another. */
function isStranger(request: Request, profile: string): boolean {
  const named = request.headers.get(profileHeader);
  return named === null ? request.method !== "GET" : named !== profile;
}

/** Why there is no token, as the window hears of it. */
function withoutToken({ state }: Exclude<AccessToken, { readonly state: "ready" }>): Response {
  return state === "expired"
    ? refuse(401, "unauthorized", "the session has ended: sign in again")
    : refuse(503, "unavailable", "the identity provider cannot be reached");
}

/** Tells the session what the answer says of it. Only the backend's own words count, not those of something between. */
async function told(session: BackendTarget["session"], { answer, fromBackend }: Sent): Promise<Response> {
  if (!fromBackend) return answer;
  if (answer.ok) session.accepted();
  if (answer.status !== 403) return answer;
  const body = errorBody.safeParse(
    await answer
      .clone()
      .json()
      .catch(() => null),
  );
  if (body.success && body.data.error.code === "forbidden") session.forbidden();
  return answer;
}

/**
 * Passes a request of the window to the backend, adding the credential that the window never sees, and streams the answer back. A token that
 * is refused is renewed and the request repeated, once.
 * No backend, a refused connection, a time-out, a redirect or a web page instead of data are all `503 unavailable`: the window stays offline.
 */
export async function proxyToBackend(
  request: Request,
  target: BackendTarget | null,
  fetchBackend: Fetch,
  timeouts: ProxyTimeouts = defaultTimeouts,
  ear: ProxyEar = deaf,
): Promise<Response> {
  const url = backendUrl(target?.origin ?? "http://backend.invalid", new URL(request.url));
  if (url === null) return refuse(404, "not-found", "no such route");
  if (request.method !== "GET" && request.method !== "POST") return refuse(405, "bad-request", "only GET and POST");
  if (target === null) return refuse(503, "unavailable", "the backend is not running");
  if (isStranger(request, target.profile)) return refuse(503, "unavailable", "another user is signed in by now");

  const { session } = target;
  const first = await session.accessToken();
  if (first.state !== "ready") return withoutToken(first);
  // Held, because it may have to be sent twice; a push is small.
  const body = request.method === "POST" ? await request.arrayBuffer().catch(() => null) : new ArrayBuffer();
  if (body === null) return refuse(503, "unavailable", "the request broke off");
  const send = { request, url, body, fetchBackend, timeouts, ear };
  const once = await sendOnce(send, first.token);
  if (once.answer.status !== 401 || !once.fromBackend) return await told(session, once);
  const second = await session.refused(first.token);
  if (second.state === "expired") return once.answer;
  await once.answer.body?.cancel();
  if (second.state !== "ready") return withoutToken(second);
  const again = await sendOnce(send, second.token);
  if (again.answer.status === 401 && again.fromBackend) session.refusedAgain();
  return await told(session, again);
}

interface Sending {
  readonly request: Request;
  readonly url: string;
  readonly body: ArrayBuffer;
  readonly fetchBackend: Fetch;
  readonly timeouts: ProxyTimeouts;
  readonly ear: ProxyEar;
}
interface Sent {
  readonly answer: Response;
  /** false: nothing that the backend said came back, and the answer says so. */
  readonly fromBackend: boolean;
}

async function sendOnce({ request, url, body, fetchBackend, timeouts, ear }: Sending, token: string): Promise<Sent> {
  const unreachable = (message: string): Sent => ({ answer: refuse(503, "unavailable", message), fromBackend: false });
  const headers = new Headers({ authorization: `Bearer ${token}` });
  for (const name of sentHeaders) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const gone = new AbortController();
  const abort = (reason: Error): void => gone.abort(reason);
  const timer = setTimeout(() => abort(new Error("the backend did not answer")), timeouts.answerMs);
  if (request.signal.aborted) gone.abort();
  request.signal.addEventListener("abort", () => gone.abort(), { once: true });
  let answer: Response;
  try {
    answer = await fetchBackend(url, {
      method: request.method,
      headers,
      signal: gone.signal,
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
      ...(request.method === "POST" ? { body } : {}),
    });
  } catch {
    return unreachable("the backend cannot be reached");
  } finally {
    clearTimeout(timer);
  }
  if ((answer.headers.get("content-type") ?? "").startsWith("text/html")) {
    abort(new Error("a web page came instead of data"));
    return unreachable("something between here and the backend answered with a web page");
  }
  const kept = new Headers(securityHeaders);
  for (const [name, value] of answer.headers) if (!droppedHeaders.has(name) && !Object.hasOwn(securityHeaders, name)) kept.set(name, value);
  if (!kept.has("cache-control")) kept.set("cache-control", "no-store");
  const streamed = answer.body === null ? null : watched(answer.body, timeouts.silenceMs, abort);
  if (answer.ok && new URL(url).pathname === helloPath) ear.contact(answer.headers.get("date"), answer.headers.get(policyHeader));
  const passed = new Response(streamed, { status: answer.status, headers: kept });
  return { answer: answer.status === 403 ? await heedOrder(passed, ear) : passed, fromBackend: true };
}
