import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";

/** What the browser shows when its part is done. Plain text in the reader's language. */
export interface ReturnPageText {
  readonly language: "en" | "zh-CN";
  readonly title: string;
  /** The provider let the user in, as far as the browser knows. */
  readonly done: string;
  readonly failed: string;
  /** Somebody or something else has come to this address. */
  readonly stranger: string;
}

export interface LoopbackRedirect {
  readonly redirectUri: string;
  /** The address that the browser came back with: it carries the expected state and either a code or an error. Never settles when closed before. */
  readonly returned: Promise<URL>;
  close(): void;
}

const callbackPath = "/callback";
const requestPatienceMs = 10_000;

const style =
  "body{margin:0;min-height:100vh;display:grid;place-content:center;gap:8px;padding:24px;font:15px/1.6 system-ui,sans-serif;color:CanvasText;" +
  "background:Canvas;text-align:center}h1{margin:0;font-size:20px}p{margin:0}:root{color-scheme:light dark}";
const styleHash = createHash("sha256").update(style).digest("base64");

function pageOf(text: ReturnPageText, words: string): string {
  return (
    `<!doctype html><html lang="${text.language}"><head><meta charset="utf-8"><title>${escapeHtml(text.title)}</title><style>${style}</style></head>` +
    `<body><main><h1>${escapeHtml(text.title)}</h1><p>${escapeHtml(words)}</p></main></body></html>`
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function equalTexts(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}

/** The address of the one request that is waited for; null = anything else that finds this port. */
function expected(request: IncomingMessage, host: string, state: string): URL | null {
  // A page of the web that has this name point here sends another host.
  if (request.method !== "GET" || request.headers.host !== host) return null;
  const target = `http://${host}${request.url ?? "/"}`;
  if (!URL.canParse(target)) return null;
  const url = new URL(target);
  const one = (name: string): string | null => (url.searchParams.getAll(name).length === 1 ? url.searchParams.get(name) : null);
  const given = one("state");
  const isAnswer = (one("code") === null) !== (one("error") === null);
  return url.host === host && url.pathname === callbackPath && given !== null && equalTexts(given, state) && isAnswer ? url : null;
}

/**
 * Listens on a free port of 127.0.0.1 for the browser's return (RFC 8252, section 7.3). One request with the right state is answered with a
 * page that says so and ends it; everything else is refused and leaves it waiting.
 */
export async function listenForReturn(state: string, text: ReturnPageText): Promise<LoopbackRedirect> {
  const { promise: returned, resolve } = Promise.withResolvers<URL>();
  let host = "";
  let isDone = false;
  const answer = (response: ServerResponse, status: number, words: string): void => {
    response.writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      connection: "close",
    });
    response.end(pageOf(text, words));
  };
  const server = createServer({ requestTimeout: requestPatienceMs, headersTimeout: requestPatienceMs }, (request, response) => {
    const url = isDone ? null : expected(request, host, state);
    if (url === null) {
      answer(response, 404, text.stranger);
      return;
    }
    isDone = true;
    response.once("close", () => {
      server.close();
      server.closeAllConnections();
    });
    answer(response, 200, url.searchParams.has("code") ? text.done : text.failed);
    resolve(url);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the loopback server has no port");
  host = `127.0.0.1:${address.port}`;
  return {
    redirectUri: `http://${host}${callbackPath}`,
    returned,
    close: () => {
      if (isDone) return;
      isDone = true;
      server.close();
      server.closeAllConnections();
    },
  };
}
