import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, net } from "electron";
import { z } from "zod";
import type { UpdateState } from "../../shared/bridge/updates.ts";
import { storeVersion } from "../../shared/domain/update/store-version.ts";
import type { UpdateChannel } from "../../shared/domain/update/update-manifest.ts";
import { type UpdateSource, updateSource } from "../../shared/domain/update/update-source.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { installRelease } from "./services/updates/install-release.ts";
import { UpdateMemory } from "./services/updates/update-memory.ts";
import { type UnderWay, UpdateService } from "./services/updates/update-service.ts";
import { updateTargetOf } from "./services/updates/update-target.ts";

const packedManifest = z.object({ headroomUpdates: updateSource });

/** From the package.json within the archive, whose integrity the executable checks; never from the profile or the environment. */
function builtInSource(): UpdateSource | null {
  if (!app.isPackaged) return null;
  const text = textOf(join(app.getAppPath(), "package.json"));
  const read = packedManifest.safeParse(text === null ? null : JSON.parse(text));
  return read.success ? read.data.headroomUpdates : null;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

export interface DesktopUpdatesOptions {
  readonly profileFolder: string;
  readonly channel: () => UpdateChannel;
  readonly later: (ms: number, job: () => void) => () => void;
  /** Messages that are being sent. */
  readonly sending: () => number;
  /** Edits that the backend has not taken. */
  readonly unsent: () => Promise<number>;
  readonly emit: (state: UpdateState) => void;
  readonly onFault: (where: string, error: unknown) => void;
}

export function openUpdates({ profileFolder, sending, unsent, onFault, ...options }: DesktopUpdatesOptions): UpdateService {
  const folder = join(profileFolder, "updates");
  // Without a network nothing is on its way: edits wait for the next version as they would for this one.
  const underWay = async (): Promise<UnderWay> => ({ sending: sending(), unsent: net.isOnline() ? await unsent() : 0 });
  return new UpdateService({
    ...options,
    source: builtInSource(),
    memory: new UpdateMemory(join(folder, "state.json"), randomUUID),
    folder: join(folder, "files"),
    version: app.getVersion(),
    storeVersion,
    target: updateTargetOf(
      process.platform,
      process.arch,
      process.env["APPIMAGE"],
      textOf(join(process.resourcesPath, "package-type"))?.trim() ?? null,
    ),
    fetch: (url, init) => net.fetch(url, init),
    now: () => systemClock.now(),
    underWay,
    install: async (release) => {
      try {
        return await installRelease(release, folder);
      } catch (error) {
        onFault("installing an update", error);
        return false;
      }
    },
    onFault,
  });
}
