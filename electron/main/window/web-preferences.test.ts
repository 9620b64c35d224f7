import { expect, it } from "vitest";
import { webPreferences } from "./web-preferences.ts";

it("gives the page nothing of Node and nothing of the system", () => {
  expect(webPreferences("/app/preload.cjs", 1.25)).toEqual({
    preload: "/app/preload.cjs",
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
    zoomFactor: 1.25,
  });
});
