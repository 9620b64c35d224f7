import { existsSync, readFileSync, statSync } from "node:fs";
import inspector from "node:inspector";
import { createRequire, registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { extractAll } from "@electron/asar";
import { z } from "zod";
import { app } from "./app.ts";
import { followTargets } from "./browser-window.ts";
import { startChromium } from "./chromium.ts";
import { electron, electronNames } from "./electron.ts";
import { NotImplementedError } from "./errors.ts";
import { electronVersion, host, report } from "./host.ts";

/** `launch.ts EXECUTABLE [electron's own arguments] [application] [the application's arguments]` */
interface CommandLine {
  readonly exe: string;
  readonly preloads: readonly string[];
  readonly inspectPort: number | null;
  readonly debugPort: number | null;
  readonly application: string | null;
  readonly rest: readonly string[];
}

function parse(exe: string, args: readonly string[], packaged: boolean): CommandLine {
  const preloads: string[] = [];
  let inspectPort: number | null = null;
  let debugPort: number | null = null;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg === "-r") {
      at += 1;
      preloads.push(args[at] ?? "");
    } else if (arg.startsWith("--inspect=")) inspectPort = Number(arg.slice("--inspect=".length));
    else if (arg.startsWith("--remote-debugging-port=")) debugPort = Number(arg.slice("--remote-debugging-port=".length));
    else if (!packaged && !arg.startsWith("-"))
      return { exe, preloads, inspectPort, debugPort, application: arg, rest: args.slice(at + 1) };
  }
  return { exe, preloads, inspectPort, debugPort, application: null, rest: args };
}

const manifest = z.object({
  name: z.string(),
  productName: z.string().optional(),
  version: z.string(),
  main: z.string(),
  type: z.string().optional(),
});

/** The packaged layout: `resources/app.asar` beside the executable, unpacked once per build of it. */
function packagedApplication(exe: string): string | null {
  const archive = join(dirname(exe), "resources", "app.asar");
  if (!existsSync(archive)) return null;
  const { size, mtimeMs } = statSync(archive);
  const folder = join(tmpdir(), `electron-host-${basename(dirname(exe))}-${size}-${Math.round(mtimeMs)}`);
  if (!existsSync(folder)) extractAll(archive, folder);
  return folder;
}

function provideElectron(): void {
  const shared = Symbol.for("electron-host");
  Object.defineProperty(globalThis, shared, { value: electron });
  const value = `globalThis[Symbol.for("electron-host")]`;
  const source = `const electron = ${value};\n${electronNames.map((name) => `export const ${name} = electron.${name};`).join("\n")}
export { electron as "module.exports" };`;
  const url = "electron-host:electron";
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "electron" ? { url, format: "module", shortCircuit: true } : next(specifier, context),
    load: (address, context, next) => (address === url ? { format: "module", source, shortCircuit: true } : next(address, context)),
  });
}

async function launch(): Promise<void> {
  const [exe = "", ...args] = process.argv.slice(2);
  if (process.env["ELECTRON_RUN_AS_NODE"] !== undefined) throw new NotImplementedError("ELECTRON_RUN_AS_NODE");
  if (args.includes("--version")) {
    process.stdout.write(`v${electronVersion} (electron-host)\n`);
    return;
  }
  const packaged = packagedApplication(exe);
  const line = parse(exe, args, packaged !== null);
  const appPath = resolve(packaged ?? line.application ?? ".");
  const about = manifest.parse(JSON.parse(readFileSync(join(appPath, "package.json"), "utf8")));
  const entry = join(appPath, about.main);
  if (about.type !== "module" && extname(entry) !== ".mjs") throw new NotImplementedError("a CommonJS main process");
  host.launch = {
    exe,
    appPath,
    name: about.productName ?? about.name,
    version: about.version,
    packaged: packaged !== null,
    debugPort: line.debugPort,
  };
  Object.defineProperty(process, "type", { value: "browser" });
  Object.defineProperty(process, "resourcesPath", { value: join(dirname(exe), "resources") });
  const versions = { ...process.versions, electron: electronVersion, "electron-host": "1" };
  Object.defineProperty(process, "versions", { value: versions, configurable: true });
  if (packaged === null) Object.defineProperty(process, "defaultApp", { value: true });
  // A driver's preload cuts everything before this switch, as it does in the real Electron.
  const driver = line.preloads.length === 0 ? [] : ["-r", ...line.preloads, "--remote-debugging-port=0"];
  process.argv = [exe, ...driver, ...(packaged === null ? [appPath] : []), ...line.rest];
  provideElectron();
  if (line.inspectPort !== null) inspector.open(line.inspectPort, "127.0.0.1");
  const require = createRequire(entry);
  for (const preload of line.preloads) require(resolve(preload));
  process.on("SIGINT", () => app.quit());
  process.on("SIGTERM", () => app.quit());
  await import(pathToFileURL(entry).href);
  if (app.isExiting) return;
  await startChromium();
  followTargets();
  app.becomeReady();
}

try {
  await launch();
} catch (error) {
  report("the application did not start", error);
  process.exit(1);
}
