import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { type CommandBlock, commandBlocks, commandsOf, settingNames } from "../support/guides/guide-commands.ts";
import { ensureChromium } from "../support/chromium.ts";
import { createDatabase } from "../support/postgres.ts";

/** Every command of the guides is run here, or stands in a block that says why not; both languages say the same commands. */
const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "docs/guides");
const guides = ["csm", "administrator", "contributor"] as const;

/** What stands in an `elsewhere` block, and where it is run instead; null = nowhere in this suite, as the guide says beside it. */
const elsewhere: Readonly<Record<string, string | null>> = {
  "npm ci": ".ci/run",
  "npm ci && npm start": "test/e2e/driver/console-test.ts",
  "npm ci && npm test": ".ci/run",
  "npm test": ".ci/run",
  "npm run check": "test/run.ts",
};

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise<void>((done) => void probe.close(() => done()));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

function guide(name: string, language: "en" | "zh-CN"): { readonly text: string; readonly blocks: readonly CommandBlock[] } {
  const text = readFileSync(join(folder, language === "en" ? `${name}.md` : `${name}.zh-CN.md`), "utf8");
  return { text, blocks: commandBlocks(text) };
}

/** Ends all that a script started; it may have ended itself. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** One script of a guide: its servers in the background until the end, a line before each block that says where it stands. */
function scriptOf(blocks: readonly CommandBlock[]): string {
  const parts = blocks.flatMap((block) => {
    const at = `echo "@@ line ${String(block.line)}"`;
    if (block.kind === "run") return [at, block.text];
    if (block.kind !== "server") return [];
    return [at, `(\n${block.text}\n) & servers="$servers $!"`, 'node "$HEADROOM_GUIDES_WAIT" "$PORT"'];
  });
  return ["set -eu", 'servers=""', "trap 'kill $servers 2>/dev/null || true' EXIT", ...parts, 'echo "@@ end"', ""].join("\n");
}

describe.each(guides)("the guide of the %s", (name) => {
  const english = guide(name, "en");
  const chinese = guide(name, "zh-CN");

  it("has the same commands in both languages", () => {
    expect(chinese.blocks.map(({ kind, text }) => [kind, commandsOf({ line: 0, kind, text })])).toEqual(
      english.blocks.map(({ kind, text }) => [kind, commandsOf({ line: 0, kind, text })]),
    );
  });

  it("shows pictures and leads to pages that are there, in both languages", () => {
    const there = new Set(readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((path) => join("docs", path)));
    for (const { text } of [english, chinese]) {
      const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? "");
      expect(targets.filter((target) => !there.has(join("docs/guides", target)))).toEqual([]);
    }
  });

  it("names for every command that is not run here where it is", () => {
    const commands = english.blocks.filter((block) => block.kind === "elsewhere").flatMap(commandsOf);
    expect(commands.filter((command) => !Object.hasOwn(elsewhere, command))).toEqual([]);
  });

  it("has commands that do what they say, one after the other", async () => {
    // For those that let the console save what it shows.
    ensureChromium();
    const work = mkdtempSync(join(tmpdir(), "headroom-guide-"));
    const adminUrl = inject("postgresAdminUrl");
    const settings: Readonly<Record<string, string>> = {
      WORK: work,
      PORT: String(await freePort()),
      ...(adminUrl === null ? {} : { DATABASE_URL: await createDatabase(adminUrl) }),
    };
    const needed = settingNames(english.blocks);
    expect(needed.filter((one) => !Object.hasOwn(settings, one))).toEqual([]);
    const own = Object.fromEntries(Object.entries(settings).filter(([one]) => needed.includes(one)));
    const { DATABASE_URL: _, HEADROOM_TOKEN: __, ...inherited } = process.env;
    const child = spawn("bash", ["-c", scriptOf(english.blocks)], {
      cwd: root,
      detached: true,
      env: { ...inherited, ...own, HEADROOM_GUIDES_WAIT: join(root, "test/support/guides/wait-for-backend.ts") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // Servers of the guide, too, when the time is up.
    onTestFinished(() => {
      if (child.pid !== undefined) killGroup(child.pid);
      rmSync(work, { recursive: true, force: true });
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (said += data.toString("utf8")));
    const code = await new Promise<number | null>((done) => child.on("exit", done));
    expect({ code, said: code === 0 ? "" : said.slice(-3000) }).toEqual({ code: 0, said: "" });
    expect(said).toContain("@@ end");
  }, 600_000);
});
