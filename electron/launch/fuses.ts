import { FuseState, type FuseV1Config, FuseV1Options, FuseVersion, getCurrentFuseWire } from "@electron/fuses";

/** All nine switches of the executable, none left to a default: a new one in a later Electron fails the packaging. */
export const fuses: FuseV1Config & { readonly strictlyRequireAllFuses: true } = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Chromium's fast bounds checks of WebAssembly, on which the embedded database runs.
  [FuseV1Options.WasmTrapHandlers]: true,
};

const options = [
  FuseV1Options.RunAsNode,
  FuseV1Options.EnableCookieEncryption,
  FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  FuseV1Options.EnableNodeCliInspectArguments,
  FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  FuseV1Options.OnlyLoadAppFromAsar,
  FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  FuseV1Options.GrantFileProtocolExtraPrivileges,
  FuseV1Options.WasmTrapHandlers,
] as const;

/** Reads the executable's fuses: those that differ from what was asked, by name; empty = all nine are as they should be. */
export async function wrongFuses(executable: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(executable);
  return options
    .filter((option) => wire[option] !== (fuses[option] ? FuseState.ENABLE : FuseState.DISABLE))
    .map((option) => FuseV1Options[option]);
}
