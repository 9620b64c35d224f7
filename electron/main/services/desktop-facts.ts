import { readFile } from "node:fs/promises";
import { arch, cpus, freemem, release, totalmem } from "node:os";
import { join } from "node:path";
import type { AppInfo } from "../../../shared/bridge/app-info.ts";
import type { DesktopFacts } from "../../../shared/bridge/diagnostics.ts";
import { desktopLogSkeleton } from "../../../shared/domain/diagnostics/log-skeleton.ts";
import { plainValues } from "../../../shared/domain/diagnostics/plain-values.ts";
import { readDiskUse } from "./disk-use.ts";

const longestTail = 400_000;
const settingWords = ["language", "theme", "density"];

/** The end of the log, over its newest two files. */
async function logTail(profileFolder: string): Promise<string> {
  const parts = await Promise.all(
    ["main.1.log", "main.log"].map((name) => readFile(join(profileFolder, "logs", name), "utf8").catch(() => "")),
  );
  return parts.join("").slice(-longestTail);
}

/** What the desktop tells of itself in a diagnostics bundle: states, sizes, codes. No name, address, token or text. */
export async function readDesktopFacts(profileFolder: string, info: AppInfo): Promise<DesktopFacts> {
  const { connection, backend } = info;
  const {
    url: _url,
    userName: _userName,
    ...remote
  } = connection.mode === "remote" ? connection : { url: "", userName: null, mode: connection.mode };
  const memory = process.memoryUsage();
  return {
    versions: {
      headroom: info.version,
      electron: info.electron,
      chromium: info.chromium,
      node: process.versions.node,
      standIn: info.standIn,
    },
    system: {
      platform: info.platform,
      release: release()
        .replaceAll(/[^\w.+-]/g, "")
        .slice(0, 60),
      arch: arch(),
      processors: cpus().length,
      memoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      language: /^[A-Za-z-]{2,12}$/.test(info.systemLanguage) ? info.systemLanguage : "(text)",
      dark: info.systemDark,
    },
    process: { uptimeSeconds: Math.round(process.uptime()), residentBytes: memory.rss, heapBytes: memory.heapUsed },
    settings: plainValues(info.settings, settingWords),
    connection: plainValues(remote, ["mode", "signIn", "session", "keepFault"]),
    backend: plainValues({ ...backend, message: null }, ["state", "step", "code"]),
    disk: await readDiskUse(profileFolder),
    log: [...desktopLogSkeleton(await logTail(profileFolder))],
  };
}
