import type { WebPreferences } from "electron";

/** What the console's page may be: sandboxed, isolated, without Node, and no browser within it. The defaults are spelled out. */
export function webPreferences(preload: string, zoom: number): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    zoomFactor: zoom,
  };
}
