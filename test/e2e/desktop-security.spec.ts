import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { Hello } from "../../shared/sync/protocol.ts";
import { expect, needsElectron, onRealElectron, test } from "./driver/console-test.ts";
import { holds } from "./driver/holds.ts";

declare global {
  interface Window {
    readonly headroom: HeadroomBridge;
  }
}

/** What a violation of the policy in the page is reported as, after doing something forbidden. Runs in the page. */
async function violationOf(page: Page, deed: string): Promise<string> {
  return await page.evaluate(
    (code) =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
        const deeds: Readonly<Record<string, () => void>> = {
          "script of another origin": () => {
            const script = document.createElement("script");
            script.src = "https://example.com/x.js";
            document.head.append(script);
          },
          "style of another origin": () => {
            const link = document.createElement("link");
            link.rel = "stylesheet";
            link.href = "https://example.com/x.css";
            document.head.append(link);
          },
          "inline style": () => document.head.append(Object.assign(document.createElement("style"), { textContent: "body{}" })),
          request: () => void fetch("https://example.com/").catch(() => undefined),
          socket: () => void new WebSocket("wss://example.com/"),
          image: () => document.body.append(Object.assign(new Image(), { src: "https://example.com/x.png" })),
          frame: () => document.body.append(Object.assign(document.createElement("iframe"), { src: "https://example.com/" })),
          "frame of its own": () => document.body.append(Object.assign(document.createElement("iframe"), { src: "/index.html" })),
          object: () => document.body.append(Object.assign(document.createElement("object"), { data: "https://example.com/x.swf" })),
          base: () => document.head.append(Object.assign(document.createElement("base"), { href: "https://example.com/" })),
          markup: () => void Object.assign(document.createElement("div"), { innerHTML: "<b>x</b>" }),
        };
        try {
          deeds[code]?.();
        } catch {
          // The page's one policy of Trusted Types refused it; without that policy the event says the same.
          resolve("require-trusted-types-for");
        }
      }),
    deed,
  );
}

test("the page is sandboxed, isolated and without Node: it has the bridge and nothing else", async ({ launch }) => {
  const { page } = await launch();
  expect(
    await page.evaluate(() =>
      ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter((name) => name in window),
    ),
  ).toEqual([]);
  expect(await page.evaluate(() => Object.keys(window.headroom).sort())).toEqual(["on", "request"]);
  // The page cannot replace the bridge or what it is made of.
  const after = await page.evaluate(async () => {
    try {
      Object.assign(window.headroom, { request: () => "mine" });
    } catch {
      // Frozen.
    }
    try {
      Object.defineProperty(window, "headroom", { value: null });
    } catch {
      // Not configurable.
    }
    const answer = await window.headroom.request("app.info", undefined);
    return answer.ok;
  });
  expect(after).toBe(true);
});

test("every permission is denied @electron", async ({ launch }) => {
  test.skip(!onRealElectron, needsElectron);
  const { page } = await launch();
  const names = ["geolocation", "notifications", "camera", "microphone", "clipboard-read", "midi"] as const;
  const states = await page.evaluate(
    async (wanted) =>
      await Promise.all(wanted.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)),
    names,
  );
  expect(states).toEqual(names.map(() => "denied"));
  expect(
    await page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }).catch((error: unknown) => String(error))),
  ).toContain("NotAllowedError");
});

test("everything comes from app://console, under one policy", async ({ launch }) => {
  const { app, page } = await launch();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(/^app:\/\/console\//);
  const answers = await page.evaluate(async () => {
    const script = document.querySelector("script")?.getAttribute("src") ?? "/index.html";
    const paths = ["/index.html", script, "/missing.js", "/api/sync/hello", "/api/other"];
    return await Promise.all(paths.map(async (path) => (await fetch(path)).headers.get("content-security-policy")));
  });
  for (const policy of answers) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("unsafe");
  }
  const outside = [
    "/../package.json",
    "/..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/assets/..%5c..%5cindex.js",
    "/%2fetc/passwd",
    "/index.js.map",
  ];
  expect(await page.evaluate(async (paths) => await Promise.all(paths.map(async (path) => (await fetch(path)).status)), outside)).toEqual(
    outside.map(() => 404),
  );
});

const forbidden: readonly (readonly [string, string])[] = [
  ["script of another origin", "require-trusted-types-for"],
  ["style of another origin", "style-src-elem"],
  ["inline style", "style-src-elem"],
  ["request", "connect-src"],
  ["socket", "connect-src"],
  ["image", "img-src"],
  ["frame", "frame-src"],
  ["frame of its own", "frame-src"],
  ["object", "require-trusted-types-for"],
  ["base", "base-uri"],
  ["markup", "require-trusted-types-for"],
];

test("the policy stops what the page must not do", async ({ launch }) => {
  const { page } = await launch();
  for (const [deed, directive] of forbidden) {
    expect([deed, await violationOf(page, deed)]).toEqual([deed, directive]);
  }
  const evaluated = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        // Outside the driver's own evaluation, which no policy binds.
        setTimeout(() => {
          try {
            // oxlint-disable-next-line typescript/no-implied-eval -- what the policy must refuse
            resolve(String(new Function("return 1")()));
          } catch (error) {
            resolve(error instanceof Error ? error.name : "thrown");
          }
        }, 0);
      }),
  );
  expect(evaluated).toBe("EvalError");
});

test("the window stays where it is and opens nothing but addresses for the system", async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
  const place = page.url();
  await page.evaluate(() => {
    for (const url of ["https://example.com/away", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x"]) {
      const link = Object.assign(document.createElement("a"), { href: url });
      document.body.append(link);
      link.click();
    }
  });
  await page.evaluate(() => {
    for (const url of ["https://example.com/x", "file:///etc/passwd", "/index.html"]) window.open(url);
  });
  const external = await page.evaluate(async () => {
    const ask = async (url: string): Promise<string> => {
      const answer = await window.headroom.request("external.open", { url });
      return answer.ok ? "opened" : answer.error.code;
    };
    return await Promise.all(
      ["https://example.com/y", "mailto:ann@example.com", "file:///etc/passwd", "javascript:alert(1)", "ms-msdt:/id"].map(ask),
    );
  });
  expect(external).toEqual(["opened", "opened", "bad-request", "bad-request", "bad-request"]);
  await expect
    .poll(() => app.evaluate(() => [...(globalThis as unknown as { opened: readonly string[] }).opened].sort()))
    .toEqual(["https://example.com/x", "https://example.com/y", "mailto:ann@example.com"]);
  await expect.poll(() => app.windows().length).toBe(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(page.url()).toBe(place);
});

test("the bridge answers its own window only, and only what the contract allows", async ({ launch }) => {
  const { app, page } = await launch();
  const refused = await page.evaluate(async () => {
    interface Loose {
      request(name: string, args: unknown): Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>;
    }
    const desktop = window.headroom as unknown as Loose;
    const bad: readonly (readonly [string, unknown])[] = [
      ["settings.set", { zoom: 99 }],
      ["settings.set", "dark"],
      ["badge.set", { count: -1 }],
      ["outbox.append", { profile: "../x", lines: [] }],
      ["notification.show", { title: "a", body: "b", route: "https://example.com" }],
      ["connection.choose", { mode: "remote", url: "file:///etc", accessToken: "x".repeat(30) }],
      ["app.info", { extra: 1 }],
    ];
    const codes = await Promise.all(bad.map(async ([name, args]) => (await desktop.request(name, args)).error?.code ?? "accepted"));
    const strange = await desktop.request("app.quit", undefined).catch((error: unknown) => String(error));
    const inherited = await desktop.request("constructor", undefined).catch((error: unknown) => String(error));
    return { codes, strange, inherited };
  });
  expect(refused.codes).toEqual(refused.codes.map(() => "bad-request"));
  expect(refused.strange).toContain("no such request");
  expect(refused.inherited).toContain("no such request");

  // A second window with the very same preload and page is still not the console's own.
  const opening = app.waitForEvent("window");
  await app.evaluate(async ({ BrowserWindow, app }) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs` } });
    await stranger.loadURL("app://console/index.html");
  });
  const stranger = await opening;
  await stranger.waitForFunction(() => "headroom" in window);
  expect(await stranger.evaluate(() => window.headroom.request("app.info", undefined))).toEqual({
    ok: false,
    error: { code: "forbidden", message: "only the console's own window may ask" },
  });
});

test("one profile is open once: a second start brings the first forward, with its link", async ({ launch, runToEnd, userData }) => {
  const { page } = await launch();
  await page.evaluate(() => {
    Object.assign(window, { routes: [] });
    window.headroom.on("navigate", ({ route }) => (window as unknown as { routes: string[] }).routes.push(route));
  });
  const second = await runToEnd(["--user-data", userData, "headroom://account/acc_1"]);
  expect(second.code).toBe(0);
  expect(second.stderr).toContain("already running on this profile");
  await runToEnd(["--user-data", userData, "headroom://account/../settings"]);
  await expect.poll(() => page.evaluate(() => (window as unknown as { routes: string[] }).routes)).toEqual(["/accounts/acc_1"]);
});

test("an access token reaches the backend, never the page, the profile or the log", async ({ launch, userData }) => {
  const canary = `canary-${"7f3a".repeat(8)}`;
  const seen: (string | undefined)[] = [];
  const greeting: Hello = {
    protocol: 1,
    epoch: "e",
    head: 0,
    floor: 0,
    schemaHash: "h",
    scopeVersion: 1,
    lastMutationId: 0,
    tenant: { id: "acme", name: "Acme" },
    user: { id: "ann", name: "Ann", role: "csm", locale: "en" },
    rows: {},
    now: "2026-11-20T18:00:00.000Z",
  };
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(greeting));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const first = await launch({ args: [] });
    const chosen = await first.page.evaluate(
      async ([address, accessToken]) =>
        await window.headroom.request("connection.choose", { mode: "remote", url: address ?? "", accessToken: accessToken ?? "" }),
      [url, canary],
    );
    expect(chosen).toMatchObject({ ok: true, value: { connection: { mode: "remote", url } } });
    expect(JSON.stringify(chosen)).not.toContain(canary);
    expect(await first.page.evaluate(async () => (await fetch("/api/sync/hello?clientId=x")).status)).toBe(200);
    await first.page.evaluate(
      async (token) => await window.headroom.request("log.error", { name: "Error", message: `authorization: Bearer ${token}`, stack: "" }),
      canary,
    );
    expect(seen.length).toBeGreaterThanOrEqual(2);
    expect(new Set(seen)).toEqual(new Set([`Bearer ${canary}`]));
    await first.app.close();
    expect(holds(userData, canary)).toEqual([]);

    // The next start has the token again, from the system's keystore.
    const second = await launch();
    expect(await second.page.evaluate(async () => (await fetch("/api/sync/hello?clientId=x")).status)).toBe(200);
    expect(new Set(seen)).toEqual(new Set([`Bearer ${canary}`]));
    expect(await second.page.evaluate(() => JSON.stringify(Object.entries(localStorage)) + document.cookie)).not.toContain(canary);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("the stand-in's loopback address serves no other program of this machine", async ({ launch, userData }) => {
  test.skip(onRealElectron, "only the stand-in has a loopback address");
  await launch();
  const { port } = JSON.parse(readFileSync(join(userData, "electron-host.lock"), "utf8")) as { readonly port: number };
  // Node's own fetch sets no Host header.
  const { request } = await import("node:http");
  const status = (host: string, cookie?: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { host, ...(cookie === undefined ? {} : { cookie }) };
      request({ host: "127.0.0.1", port, path: "/index.html", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  expect(await status("console.app.localhost")).toBe(403);
  expect(await status("console.app.localhost", "electron-host-token=0000")).toBe(403);
  expect(await status(`127.0.0.1:${port}`)).toBe(404);
  expect(await status("electron-host.control")).toBe(403);
});
