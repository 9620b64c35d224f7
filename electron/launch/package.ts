import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { getRawHeader, listPackage } from "@electron/asar";
import { flipFuses } from "@electron/fuses";
import { type AfterPackContext, Platform, build } from "electron-builder";
import { z } from "zod";
import { buildIfStale } from "./build-if-stale.ts";
import { makeDummyDist } from "./dummy-dist.ts";
import { installedElectron } from "./electron-binary.ts";
import { fuses, wrongFuses } from "./fuses.ts";

/** `npm run package`: installers where Electron's binary is; elsewhere the unpacked application around a dummy, checked the same way. */
const root = resolve(import.meta.dirname, "../..");

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

/** Sets the fuses, reads them back, and looks into the archive: what must be there is, what must not be is not. */
async function finish(context: AfterPackContext): Promise<void> {
  const executable = executableIn(context);
  await flipFuses(executable, fuses);
  const wrong = await wrongFuses(executable);
  if (wrong.length > 0) throw new Error(`fuses are not as asked: ${wrong.join(", ")}`);
  const archive = archiveIn(context);
  const files = new Set(listPackage(archive, { isPack: false }).map((file) => file.replaceAll("\\", "/")));
  for (const needed of [
    "/out/main/index.js",
    "/out/main/backend.js",
    "/out/preload/index.cjs",
    "/out/renderer/index.html",
    "/package.json",
    // Kept beside the bundle: the desktop sends mail with it.
    "/node_modules/nodemailer/package.json",
  ]) {
    if (!files.has(needed)) throw new Error(`the archive lacks ${needed}`);
  }
  const strange = [...files].find((file) => file.startsWith("/out/") && file.endsWith(".map"));
  if (strange !== undefined) throw new Error(`the archive holds ${strange}`);
  const integrity = createHash("sha256").update(getRawHeader(archive).headerString).digest("hex");
  say(`all nine fuses set and read back; archive of ${files.size} files, integrity sha256:${integrity}`);
}

async function pack(): Promise<void> {
  if (!buildIfStale(root)) throw new Error("the build failed, so there is nothing to pack: correct what it names above");
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8"))).version;
  const electron = installedElectron(root);
  const common = { extends: join(root, "electron-builder.yml"), electronVersion: version, afterPack: finish };
  if (electron !== null) {
    await build({
      projectDir: root,
      publish: "never",
      config: { ...common, electronDist: join(root, "node_modules", "electron", "dist") },
    });
    return;
  }
  if (process.platform !== "linux") {
    throw new Error("Electron's binary is not installed: run npx install-electron on a machine that reaches its host");
  }
  say("Electron's binary is not installed, so the application is packed around a dummy: it can be checked, not started");
  const dummy = join(tmpdir(), `headroom-dummy-electron-${process.pid}`);
  makeDummyDist(dummy, version);
  try {
    await build({
      projectDir: root,
      publish: "never",
      targets: Platform.LINUX.createTarget("dir"),
      config: { ...common, electronDist: dummy },
    });
  } finally {
    rmSync(dummy, { recursive: true, force: true });
  }
}

try {
  await pack();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
