import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appInfo } from "../../../shared/bridge/contract.ts";
import { type ActiveConnection, ConnectionStore, type SecretBox, profileOf, publicConnection } from "./connection-store.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-connection-"));
  file = join(folder, "connection.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Hides nothing from a determined reader, but the text is not there as it is. */
const box: SecretBox = {
  seal: async (text) => Buffer.from(text).toString("hex"),
  open: async (sealed) => (/^([0-9a-f]{2})+$/.test(sealed) ? Buffer.from(sealed, "hex").toString() : null),
};
const noKeystore: SecretBox = { seal: async () => null, open: async () => null };
const remote: ActiveConnection = { mode: "remote", url: "https://hq.example.com", token: "very-secret-token-1", user: "t1/u1" };

describe("the connection", () => {
  it("is none at first, and afterwards the chosen one", async () => {
    const store = await ConnectionStore.open(file, box, null);
    expect(store.current).toEqual({ mode: "none" });
    await store.choose({ mode: "demo", size: "team" });
    expect((await ConnectionStore.open(file, box, null)).current).toEqual({ mode: "demo", size: "team" });
    await store.choose({ mode: "none" });
    expect((await ConnectionStore.open(file, box, null)).current).toEqual({ mode: "none" });
  });

  it("keeps a token only sealed", async () => {
    const store = await ConnectionStore.open(file, box, null);
    await store.choose(remote);
    expect(readFileSync(file, "utf8")).not.toContain("very-secret");
    expect((await ConnectionStore.open(file, box, null)).current).toEqual(remote);
  });

  it("keeps no token where there is no keystore: it serves until the app ends", async () => {
    const store = await ConnectionStore.open(file, noKeystore, null);
    await store.choose(remote);
    expect(store.current).toEqual(remote);
    expect((await ConnectionStore.open(file, noKeystore, null)).current).toEqual({ mode: "none" });
  });

  it("of the command line holds for this start alone", async () => {
    const store = await ConnectionStore.open(file, box, null);
    await store.choose({ mode: "demo", size: "desk" });
    expect((await ConnectionStore.open(file, box, remote)).current).toEqual(remote);
    expect((await ConnectionStore.open(file, box, null)).current).toEqual({ mode: "demo", size: "desk" });
  });

  it("is none whatever a damaged file holds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.json(), fc.constant('{"mode":"remote","url":1}'), fc.constant('{"mode":"embedded"}')),
        async (text) => {
          writeFileSync(file, text);
          expect((await ConnectionStore.open(file, box, null)).current).toEqual({ mode: "none" });
        },
      ),
    );
  });

  it("tells the window neither token nor user", () => {
    expect(publicConnection(remote)).toEqual({ mode: "remote", url: "https://hq.example.com" });
  });

  it("names a local database of its own for every backend, folder and user, and the same for the same", () => {
    symlinkSync(folder, join(folder, "link"));
    const connections: readonly ActiveConnection[] = [
      { mode: "none" },
      { mode: "demo", size: "desk" },
      { mode: "demo", size: "region" },
      { mode: "embedded", dataDir: folder },
      { mode: "embedded", dataDir: "/nowhere/b" },
      remote,
      { ...remote, url: "https://other.example.com" },
      { ...remote, user: "t1/u2" },
    ];
    const profiles = connections.map(profileOf);
    expect(new Set(profiles).size).toBe(connections.length);
    for (const profile of profiles) expect(appInfo.shape.profile.safeParse(profile).success).toBe(true);
    expect(profileOf({ ...remote, token: "another-token-of-the-same-user" })).toBe(profileOf(remote));
    expect(profileOf({ mode: "embedded", dataDir: join(folder, "link") })).toBe(profileOf({ mode: "embedded", dataDir: folder }));
  });
});
