import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { chromium, type BrowserContext, type Page } from "@playwright/test";
import { build } from "vite";
import { OutboxMirror } from "../../../electron/main/services/outbox-mirror.ts";
import type { DesktopAnswer, DesktopRequest } from "../../../renderer/data/worker-messages.ts";
import { findChromium, unneededFeatures } from "../../support/chromium.ts";
import type { BenchBackend } from "./bench-backend.ts";

const pageRoot = join(import.meta.dirname, "../page");
const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

export interface BenchWindow {
  readonly page: Page;
  /** A new page of the same browser profile, as after a restart of the window. */
  reopen(): Promise<Page>;
  close(): Promise<void>;
}

let built: string | null = null;

/** The bench page with the product's own data worker, built once a run. */
async function builtPage(): Promise<string> {
  if (built === null) {
    built = mkdtempSync(join(tmpdir(), "headroom-bench-page-"));
    process.once("exit", () => rmSync(built ?? "", { recursive: true, force: true }));
    await build({
      root: pageRoot,
      configFile: false,
      logLevel: "error",
      base: "./",
      worker: { format: "es" },
      optimizeDeps: { exclude: ["@sqlite.org/sqlite-wasm"] },
      build: { outDir: built, target: "chrome156", emptyOutDir: true },
    });
  }
  return built;
}

/** What a worker wishes of the desktop. */
interface Wish {
  readonly profile: string;
  readonly request: DesktopRequest;
}

/** The desktop's part in an edit: the mirror is the product's own, a file that is synced to the disk. HTTP stands for the bridge. */
async function grant(mirror: OutboxMirror, { profile, request: wish }: Wish): Promise<DesktopAnswer> {
  const { op } = wish;
  if (op === "append") await mirror.append(profile, wish.lines);
  if (op === "trim") await mirror.trim(profile, wish.clientId, wish.upTo);
  if (op !== "read") return {};
  const read = await mirror.read(profile);
  return { lines: read.ok ? read.value : [] };
}

async function answerWish(mirror: OutboxMirror, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  try {
    const granted = await grant(mirror, JSON.parse(await text(asked)) as Wish);
    answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(granted));
  } catch (error) {
    answer.writeHead(500).end(error instanceof Error ? error.message : "failed");
  }
}

/** Serves the page and passes `/api/` on to the backend with the credential, as the desktop does. */
function serve(folder: string, backend: BenchBackend, mirror: OutboxMirror): Promise<Server> {
  const server = createServer((asked, answer) => {
    const path = (asked.url ?? "/").split("?")[0] ?? "/";
    if (path === "/desktop") return void answerWish(mirror, asked, answer);
    if (path.startsWith("/api/")) {
      const headers = { ...asked.headers, host: `127.0.0.1:${backend.port}`, authorization: `Bearer ${backend.token}` };
      const onward = request(
        { port: backend.port, host: "127.0.0.1", method: asked.method, path: (asked.url ?? "").replace("/api/", "/v1/"), headers },
        (got) => {
          answer.writeHead(got.statusCode ?? 502, got.headers);
          got.pipe(answer);
        },
      );
      onward.on("error", () => answer.writeHead(502).end());
      asked.pipe(onward);
      return;
    }
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!file.startsWith(folder) || !existsSync(file)) return void answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Headless Chromium on the bench page. Its profile is on disk: databases are as durable as the user's. */
export async function openBenchWindow(backend: BenchBackend): Promise<BenchWindow> {
  const profile = mkdtempSync(join(tmpdir(), "headroom-bench-profile-"));
  const server = await serve(await builtPage(), backend, new OutboxMirror(join(profile, "outbox")));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the bench page has no port");
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: ["--no-sandbox", `--disable-features=${unneededFeatures.join(",")}`],
  });
  const open = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on("pageerror", (error) => process.stderr.write(`bench page: ${error.message}\n`));
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.waitForFunction(() => "headroomBench" in window);
    return page;
  };
  let page = await open();
  return {
    page,
    reopen: async () => {
      await page.close();
      page = await open();
      return page;
    },
    close: async () => {
      await context.close();
      server.closeAllConnections();
      server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
