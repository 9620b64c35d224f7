import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { setAsideBrowserStore } from "../services/browser-store.ts";
import { orDiskFault } from "../services/disk-error.ts";

/** Once: a browser that opens nothing in a new folder either has another trouble, and would be asked for ever. */
export function storeHandlers(profileFolder: string, now: () => number): Pick<BridgeHandlers, "store.set-aside"> {
  let done = false;
  return {
    "store.set-aside": () => {
      if (done) return Promise.resolve(err({ code: "conflict" as const, message: "the databases have been put aside already" }));
      done = true;
      return orDiskFault(setAsideBrowserStore(profileFolder, now()).then(() => ok(undefined)));
    },
  };
}
