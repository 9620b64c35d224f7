import { contextBridge, ipcRenderer } from "electron";
import type { BridgeEvent, BridgeRequest, HeadroomBridge, bridgeGlobal } from "../../shared/bridge/contract.ts";

// The names are listed here, checked for completeness by the compiler, so that the contract's validators are not loaded into every page.
const requests: Readonly<Record<BridgeRequest, true>> = {
  "app.info": true,
  "settings.set": true,
  "connection.choose": true,
  "connection.leave": true,
  "auth.ways": true,
  "auth.begin": true,
  "auth.cancel": true,
  "auth.development": true,
  "auth.sign-out": true,
  "auth.keep": true,
  "vault.open": true,
  "vault.unlock": true,
  "vault.lock": true,
  "vault.renew": true,
  "vault.reset": true,
  "vault.passcode": true,
  "vault.info": true,
  "vault.rotate": true,
  "vault.retire": true,
  "store.set-aside": true,
  "drafts.read": true,
  "drafts.write": true,
  "connectors.list": true,
  "connectors.run": true,
  "senders.list": true,
  "senders.save": true,
  "senders.remove": true,
  "senders.test": true,
  "messages.send": true,
  "messages.list": true,
  "messages.settle": true,
  "messages.hand-over": true,
  "mark.write": true,
  "updates.state": true,
  "updates.check": true,
  "updates.restart": true,
  "updates.wait-no-more": true,
  "outbox.append": true,
  "outbox.read": true,
  "outbox.trim": true,
  "file.save": true,
  "files.save": true,
  "document.pdf": true,
  "site-pack.make": true,
  "site-pack.choose": true,
  "site-pack.offer": true,
  "site-pack.waiting": true,
  "site-pack.open": true,
  "site-pack.close": true,
  "clipboard.write": true,
  "notification.show": true,
  "notification.claim": true,
  "badge.set": true,
  "tray.set": true,
  "external.open": true,
  "disk.use": true,
  "disk.drop-old-logs": true,
  "diagnostics.read": true,
  "log.error": true,
};
const events: Readonly<Record<BridgeEvent, true>> = {
  "site-pack": true,
  backend: true,
  navigate: true,
  command: true,
  vault: true,
  session: true,
  message: true,
  update: true,
  settings: true,
  "system-theme": true,
  online: true,
};

function mustKnow(names: Readonly<Record<string, true>>, name: string): void {
  if (!Object.hasOwn(names, name)) throw new TypeError("the desktop has no such request or event");
}

const bridge: HeadroomBridge = {
  request: async (name, args) => {
    mustKnow(requests, name);
    return await ipcRenderer.invoke(`headroom:${name}`, args);
  },
  on: (name, listener) => {
    mustKnow(events, name);
    // The event object of ipcRenderer stays here: it would give the page the sender.
    const forward = (_event: unknown, data: Parameters<typeof listener>[0]): void => listener(data);
    const channel = `headroom:event:${name}`;
    ipcRenderer.on(channel, forward);
    return () => {
      ipcRenderer.off(channel, forward);
    };
  },
};

const key: typeof bridgeGlobal = "headroom";
contextBridge.exposeInMainWorld(key, bridge);
