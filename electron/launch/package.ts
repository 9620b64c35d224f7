import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { getRawHeader, listPackage, statFile } from "@electron/asar";
import { flipFuses } from "@electron/fuses";
import { type AfterPackContext, Platform, build } from "electron-builder";
import { z } from "zod";
import { type PackedFile, archiveFaults } from "./archive-faults.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { makeDummyDist } from "./dummy-dist.ts";
import { installedElectron } from "./electron-binary.ts";
import { fuses, wrongFuses } from "./fuses.ts";
import { importFaults } from "./import-faults.ts";
import { smokeOnElectron } from "./smoke-on-electron.ts";
import { updateSourceOf } from "./update-source.ts";

/**
 * `npm run package`: installers where Electron's binary is; elsewhere the unpacked application around a dummy, checked the same way.
 * `-- --dir` makes only the unpacked application; `-- --smoke` also starts what was packed and goes through it.
 */
const root = resolve(import.meta.dirname, "../..");
const known = ["--dir", "--smoke"];

function say(line: string): void {
  process.stderr.write(`headroom: ${line}\n`);
}

function executableIn(context: AfterPackContext): string {
  const { appOutDir, packager, electronPlatformName } = context;
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === "darwin") return join(appOutDir, `${productFilename}.app`);
  return join(appOutDir, electronPlatformName === "win32" ? `${productFilename}.exe` : "headroom");
}

function archiveIn(context: AfterPackContext): string {
  const { appOutDir, packager, electronPlatformName } = context;
  const resources =
    electronPlatformName === "darwin"
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, "Contents", "Resources")
      : join(appOutDir, "resources");
  return join(resources, "app.asar");
}

function filesIn(archive: string): readonly PackedFile[] {
  return listPackage(archive, { isPack: false }).flatMap((listed) => {
    const about = statFile(archive, listed.slice(1), false);
    return "size" in about ? [{ path: listed.replaceAll("\\", "/"), sizeBytes: about.size }] : [];
  });
}

let packed: { readonly executable: string; readonly folder: string } | null = null;

/** Sets the fuses, reads them back, and looks into the archive: what must be there is and can be loaded, what must not be is not. */
async function finish(context: AfterPackContext): Promise<void> {
  const executable = executableIn(context);
  await flipFuses(executable, fuses);
  const wrong = await wrongFuses(executable);
  if (wrong.length > 0) throw new Error(`fuses are not as asked: ${wrong.join(", ")}`);
  const archive = archiveIn(context);
  const files = filesIn(archive);
  const faults = [...archiveFaults(files), ...importFaults(archive)];
  if (faults.length > 0) throw new Error(faults.slice(0, 20).join("\n"));
  const integrity = createHash("sha256").update(getRawHeader(archive).headerString).digest("hex");
  const megabytes = Math.round(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1024 ** 2);
  packed = { executable, folder: context.appOutDir };
  say(`all nine fuses set and read back; archive of ${files.length} files, ${megabytes} MB, integrity sha256:${integrity}`);
}

/** Notarizes where the keys for it are, and says so where not; signing itself is decided by electron-builder's own variables. */
function notarize(): { readonly mac: { readonly notarize: boolean } } {
  return { mac: { notarize: (process.env["APPLE_API_KEY"] ?? "") !== "" } };
}

async function pack(dirOnly: boolean): Promise<void> {
  if (!buildIfStale(root)) throw new Error("the build failed, so there is nothing to pack: correct what it names above");
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8"))).version;
  const electron = installedElectron(root);
  const updates = updateSourceOf(process.env);
  say(
    updates === null ? "no source of updates is built in (HEADROOM_UPDATE_URL, HEADROOM_UPDATE_KEYS)" : `updates come from ${updates.url}`,
  );
  const common = {
    extends: join(root, "electron-builder.yml"),
    electronVersion: version,
    afterPack: finish,
    ...(updates === null ? {} : { extraMetadata: { headroomUpdates: updates } }),
    ...notarize(),
  };
  if (electron !== null) {
    const config = { ...common, electronDist: join(root, "node_modules", "electron", "dist") };
    await build({ projectDir: root, publish: "never", config, ...(dirOnly ? { dir: true } : {}) });
    return;
  }
  if (process.platform !== "linux") {
    throw new Error("Electron's binary is not installed: run npx install-electron on a machine that reaches its host");
  }
  say("Electron's binary is not installed, so the application is packed around a dummy: it starts on the stand-in alone");
  const dummy = join(tmpdir(), `headroom-dummy-electron-${process.pid}`);
  makeDummyDist(dummy, version);
  try {
    const config = { ...common, electronDist: dummy };
    await build({ projectDir: root, publish: "never", targets: Platform.LINUX.createTarget("dir"), config });
  } finally {
    rmSync(dummy, { recursive: true, force: true });
  }
}

/** The smoke specs on what was packed. The fuses shut a driver out of the real Electron: there the application goes through it by itself. */
function smoke(): void {
  if (packed === null) throw new Error("nothing was packed");
  if (installedElectron(root) !== null) return smokeOnElectron(packed.executable);
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  const args = [cli, "test", "--config", join(root, "test/smoke/playwright.config.ts")];
  const ended = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, HEADROOM_PACKED: packed.folder } });
  if (ended.status !== 0) throw new Error("what was packed did not pass the smoke specs");
}

const asked = process.argv.slice(2);
try {
  const unknown = asked.filter((option) => !known.includes(option));
  if (unknown.length > 0) throw new Error(`unknown option ${unknown.join(" ")}; the options are ${known.join(", ")}`);
  await pack(asked.includes("--dir"));
  if (asked.includes("--smoke")) smoke();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
