import { EventEmitter } from "node:events";
import type { WebContents } from "electron";
import { describe, expect, it } from "vitest";
import { denyPermissions } from "./deny-permissions.ts";
import { guardContents } from "./guard-contents.ts";

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

class FakeContents extends EventEmitter {
  open: OpenHandler = () => ({ action: "allow" });
  setWindowOpenHandler(handler: OpenHandler): void {
    this.open = handler;
  }
}

function guarded(): { readonly contents: FakeContents; readonly opened: string[] } {
  const contents = new FakeContents();
  const opened: string[] = [];
  guardContents(contents as unknown as WebContents, (url) => opened.push(url));
  return { contents, opened };
}

function isStopped(contents: FakeContents, event: string, url: string): boolean {
  let stopped = false;
  contents.emit(event, {
    url,
    preventDefault: () => {
      stopped = true;
    },
  });
  return stopped;
}

describe("a page", () => {
  it.each(["will-navigate", "will-frame-navigate", "will-redirect"])("cannot leave the console: %s", (event) => {
    const { contents } = guarded();
    for (const url of [
      "https://example.com/",
      "file:///etc/passwd",
      "app://other/",
      "app://console.evil/",
      "data:text/html,x",
      "about:blank",
    ]) {
      expect(isStopped(contents, event, url)).toBe(true);
    }
    expect(isStopped(contents, event, "app://console/#/accounts")).toBe(false);
  });

  it("cannot embed a browser", () => {
    expect(isStopped(guarded().contents, "will-attach-webview", "https://example.com/")).toBe(true);
  });

  it("gets no window of its own; links to the world go to the system, others nowhere", () => {
    const { contents, opened } = guarded();
    for (const url of ["https://example.com/x", "file:///etc/passwd", "javascript:alert(1)", "app://console/", "mailto:ann@example.com"]) {
      expect(contents.open({ url })).toEqual({ action: "deny" });
    }
    expect(opened).toEqual(["https://example.com/x", "mailto:ann@example.com"]);
  });

  it("has no permission: asking, checking, devices and screen capture answer no", () => {
    const answers: unknown[] = [];
    const note = (answer: unknown): void => {
      answers.push(answer);
    };
    type Session = Parameters<typeof denyPermissions>[0];
    const session = {
      setPermissionRequestHandler: (handler: (contents: null, permission: string, answer: (granted: boolean) => void) => void) =>
        handler(null, "geolocation", note),
      setPermissionCheckHandler: (handler: () => boolean) => note(handler()),
      setDevicePermissionHandler: (handler: () => boolean) => note(handler()),
      setDisplayMediaRequestHandler: (handler: (request: object, answer: (streams: object) => void) => void) => handler({}, note),
    };
    denyPermissions(session as unknown as Session);
    expect(answers).toEqual([false, false, false, {}]);
  });
});
