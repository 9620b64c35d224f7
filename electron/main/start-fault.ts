import type { BackendState } from "../../shared/bridge/app-info.ts";
import type { CommandLine } from "./command-line.ts";

/** The folder itself cannot be had; trying again would not help before the operator has done something. */
const foldersOwn = ["folder-locked", "folder-access"];

/**
 * Why a start ends before its backend ever ran, in one line with the remedy; null = the window stays open and shows what the laptop has.
 * A folder that was named on the command line and cannot be had is the operator's to correct; a picture of a console that waits is none.
 */
export function startFault(line: Pick<CommandLine, "connection" | "shot">, state: BackendState): string | null {
  if (state.state !== "failed" || state.code === "crashed") return null;
  const namedFolder = line.connection?.mode === "embedded" && foldersOwn.includes(state.code);
  return namedFolder || line.shot !== null ? state.message : null;
}
