import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { UpdateInfo } from "electron-updater";
import type { ProviderRuntimeOptions } from "electron-updater/out/providers/Provider.js";
import type { VerifiedRelease } from "./update-service.ts";

/**
 * Has electron-updater install a file that is verified already: it knows what each system wants (NSIS, Squirrel.Mac, AppImage, deb). The file comes to it from
 * this machine, under an address that nobody can guess, and it compares the SHA-512 of the signed manifest once more. Resolves to false when it does not
 * take the file; else the app ends. `folder` keeps what it wants to read of its own.
 */
export async function installRelease(release: VerifiedRelease, folder: string): Promise<boolean> {
  const { default: updater } = await import("electron-updater");
  const { autoUpdater, Provider } = updater;
  const { server, url } = await serveFile(release.path);
  const { sha512, sizeBytes, name } = release.file;
  class VerifiedProvider extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }
    override async getLatestVersion(): Promise<UpdateInfo> {
      const files = [{ url: name, sha512, size: sizeBytes }];
      return { version: release.version, files, path: name, sha512, releaseDate: new Date(0).toISOString() };
    }
    override resolveFiles({ files }: UpdateInfo) {
      return files.map((info) => ({ url: new URL(info.url, url), info }));
    }
  }
  const config = join(folder, "app-update.yml");
  try {
    await writeFile(config, "provider: custom\nupdaterCacheDirName: headroom-updater\n", { mode: 0o600 });
    autoUpdater.updateConfigPath = config;
    autoUpdater.logger = null;
    autoUpdater.autoDownload = false;
    autoUpdater.autoInstallOnAppQuit = false;
    autoUpdater.allowDowngrade = true;
    autoUpdater.disableDifferentialDownload = true;
    autoUpdater.setFeedURL({ provider: "custom", updateProvider: VerifiedProvider });
    const found = await autoUpdater.checkForUpdates();
    if (found === null || found.updateInfo.version !== release.version) return false;
    await autoUpdater.downloadUpdate();
    autoUpdater.quitAndInstall(true, true);
    return true;
  } finally {
    server.close();
  }
}

async function serveFile(path: string): Promise<{ readonly server: Server; readonly url: string }> {
  const prefix = `/${randomBytes(24).toString("base64url")}/`;
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url?.startsWith(prefix) !== true) response.writeHead(404).end();
    else
      createReadStream(path)
        .on("error", () => response.destroy())
        .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}` };
}
