import { ipcMain } from "electron";
import { type BridgeRequest, bridgeRequests } from "../../../shared/bridge/contract.ts";
import { type BridgeHandlers, answerCall } from "./answer-call.ts";
import { isTrustedSender } from "./is-trusted-sender.ts";

/** Connects every request of the contract with its handler. `ownContents` gives the contents of the one window, or null. */
export function registerBridge(
  handlers: BridgeHandlers,
  ownContents: () => unknown,
  onFault: (where: string, error: unknown) => void,
): void {
  for (const name of Object.keys(bridgeRequests) as BridgeRequest[]) {
    ipcMain.handle(`headroom:${name}`, (event, args: unknown) =>
      answerCall(name, handlers, { trusted: isTrustedSender(event, ownContents()), args }, onFault),
    );
  }
}
