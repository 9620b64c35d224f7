import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

/** Workflows run elsewhere: what can be held here is that they are well formed, ask for little, and run commands that exist. */
const root = resolve(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");
// The reader of YAML that comes with the updater.
const yaml = createRequire(createRequire(import.meta.url).resolve("electron-updater"))("js-yaml") as {
  readonly load: (text: string) => unknown;
};

const step = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const job = z.strictObject({
  "runs-on": z.string(),
  "timeout-minutes": z.number().int().positive(),
  environment: z.string().optional(),
  strategy: z.strictObject({ "fail-fast": z.boolean(), matrix: z.strictObject({ os: z.array(z.string()) }) }).optional(),
  steps: z.array(step).min(1),
});
const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({ contents: z.literal("read") }),
  concurrency: z.strictObject({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal("bash") }) }),
  jobs: z.record(z.string(), job),
});

const names = readdirSync(folder);
const read = (name: string) => workflow.parse(yaml.load(readFileSync(join(folder, name), "utf8")));
const stepsOf = (name: string) => Object.values(read(name).jobs).flatMap(({ steps }) => steps);
const commands = names.flatMap((name) => stepsOf(name).flatMap(({ run }) => (run === undefined ? [] : [run])));
const manifest = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

describe("the workflows", () => {
  it("are there, well formed, and may only read", () => {
    expect(names.toSorted()).toEqual(["check.yml", "release.yml"]);
    for (const name of names) expect(read(name).permissions).toEqual({ contents: "read" });
  });

  it("pin every action by commit, and do either one action or one command a step", () => {
    for (const name of names)
      for (const { uses, run } of stepsOf(name)) {
        expect([uses === undefined, run === undefined].filter(Boolean)).toHaveLength(1);
        if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      }
    for (const name of names)
      for (const line of readFileSync(join(folder, name), "utf8").split("\n"))
        if (line.includes("uses:")) expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
  });

  it("leave no token of the checkout behind, and let nobody else's text into a command", () => {
    for (const name of names)
      for (const { uses, with: given, run } of stepsOf(name)) {
        if (uses?.startsWith("actions/checkout@") === true) expect(given).toMatchObject({ "persist-credentials": false });
        if (run !== undefined) expect(run).not.toContain("${{");
      }
  });

  it("run the suite and the packed application on the three systems with Electron's own binary", () => {
    const { desktop } = read("check.yml").jobs;
    expect(desktop?.strategy?.matrix.os.map((os) => os.split("-")[0])).toEqual(["ubuntu", "windows", "macos"]);
    const run = desktop?.steps.map((each) => each.run ?? "").join("\n") ?? "";
    for (const command of ["npx --no-install install-electron", "npm test -- e2e", "npm run package -- --dir --smoke"])
      expect(run).toContain(command);
  });

  it("run commands that exist", () => {
    const scripts = commands.flatMap((command) =>
      [...command.matchAll(/npm (?:run )?(?!ci\b|run\b)([a-z]+)/g)].map(([, script = ""]) => script),
    );
    expect(new Set(scripts)).toEqual(new Set(["test", "package"]));
    for (const script of scripts) expect(manifest.scripts).toHaveProperty(script);
    for (const script of Object.values(manifest.scripts)) {
      const file = /^node (\S+)/.exec(script)?.[1];
      if (file !== undefined) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
    }
    const parts = commands.flatMap((command) => /npm test -- (.*)$/.exec(command)?.[1]?.split(" ") ?? []);
    expect(new Set(parts)).toEqual(new Set(["check", "unit", "e2e"]));
    const runner = readFileSync(join(root, "test/run.ts"), "utf8");
    for (const part of parts) expect(runner).toMatch(new RegExp(`const parts = \\[.*"${part}"`));
    const options = commands.flatMap((command) => /npm run package -- (.*)$/.exec(command)?.[1]?.split(" ") ?? []);
    const packing = readFileSync(join(root, "electron/launch/package.ts"), "utf8");
    for (const option of options) expect(packing).toMatch(new RegExp(`const known = \\[.*"${option}"`));
    expect(existsSync(join(root, "node_modules/.bin/install-electron"))).toBe(true);
  });
});
