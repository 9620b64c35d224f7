import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { type BrowserWindow, dialog } from "electron";
import { sitePackEnding } from "../../shared/bridge/site-pack.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import type { BridgeHandlers } from "./bridge/answer-call.ts";
import { packIn } from "./command-line.ts";
import { offerFile, sitePackHandlers } from "./handlers/site-pack-handlers.ts";
import { SitePackDesk } from "./services/site-pack-desk.ts";
import { packTools } from "./services/site-pack-file.ts";
import { SitePackMemory } from "./services/site-pack-memory.ts";

interface SitePackPorts {
  readonly profileFolder: string;
  /** The pack that the command line names; null = none. */
  readonly named: string | null;
  readonly window: () => BrowserWindow | null;
  readonly downloads: () => string;
  readonly choosePlace: (suggestedPath: string) => Promise<string | null>;
  readonly later: (ms: number, job: () => void) => () => void;
  readonly emit: (data: { readonly state: "offered" | "expired" }) => void;
}

/** Site packs on this desktop: what the window may ask, and files that come by the command line, a second start or the system. */
export interface SitePacks {
  readonly handlers: Pick<BridgeHandlers, Extract<keyof BridgeHandlers, `site-pack.${string}`>>;
  /** Offers a file and tells the window. */
  offer(path: string): void;
  /** Offers the pack among a second start's arguments, if there is one. */
  offerFrom(args: readonly string[], cwd: string): void;
}

export function openSitePacks(ports: SitePackPorts): SitePacks {
  const tools = packTools(randomBytes);
  const wallMs = (): number => systemClock.now();
  const desk = new SitePackDesk({
    memory: new SitePackMemory(join(ports.profileFolder, "site-packs.json")),
    tools,
    wallMs,
    monotonicMs: () => performance.now(),
    later: ports.later,
    onExpired: () => ports.emit({ state: "expired" }),
  });
  const offer = (path: string): void => {
    void offerFile(desk, path).then(() => ports.emit({ state: "offered" }));
  };
  if (ports.named !== null) offer(ports.named);
  const choosePack = async (): Promise<string | null> => {
    const window = ports.window();
    if (window === null) return null;
    const filters = [{ name: "Headroom", extensions: [sitePackEnding.slice(1)] }];
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ["openFile"], filters });
    return canceled ? null : (filePaths[0] ?? null);
  };
  return {
    handlers: sitePackHandlers({
      desk,
      tools,
      wallMs,
      downloads: ports.downloads,
      choosePlace: ports.choosePlace,
      choosePack,
    }),
    offer,
    offerFrom: (args, cwd) => {
      const named = packIn(args);
      if (named !== null) offer(resolve(cwd, named));
    },
  };
}
