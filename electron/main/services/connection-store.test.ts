import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appInfo } from "../../../shared/bridge/app-info.ts";
import {
  type ActiveConnection,
  ConnectionStore,
  type PendingRevocation,
  type RemoteConnection,
  type SecretBox,
  profileOf,
  publicConnection,
} from "./connection-store.ts";

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
  needsVault: async () => false,
};

/** Without a keystore: what seals is a vault, which is shut until somebody opens it. */
function vaultBox(): SecretBox & { isOpen: boolean } {
  const made: SecretBox & { isOpen: boolean } = {
    isOpen: false,
    seal: async (text, profile) => (made.isOpen ? `vault:${await box.seal(`${profile} ${text}`, profile)}` : null),
    open: async (sealed, profile) => {
      const text = made.isOpen ? await box.open(sealed.slice("vault:".length), profile) : null;
      return text?.startsWith(`${profile} `) === true ? text.slice(profile.length + 1) : null;
    },
    needsVault: async () => true,
  };
  return made;
}
const provider = { issuer: "https://id.example.com", clientId: "desk", scope: "openid offline_access", resource: null };
const byToken: RemoteConnection = {
  mode: "remote",
  url: "https://hq.example.com",
  user: "t1/u1",
  userName: "Ann",
  credential: { signIn: "token", token: "very-secret-token-1" },
};
const byOidc: RemoteConnection = { ...byToken, credential: { signIn: "oidc", provider, refreshToken: "very-secret-refresh-1" } };

describe("the connection", () => {
  it("is none at first, and afterwards the chosen one", async () => {
    const store = await ConnectionStore.open(file, box);
    expect(store.current).toEqual({ mode: "none" });
    await store.choose({ mode: "demo", size: "team" });
    expect((await ConnectionStore.open(file, box)).current).toEqual({ mode: "demo", size: "team" });
    await store.choose({ mode: "none" });
    expect((await ConnectionStore.open(file, box)).current).toEqual({ mode: "none" });
  });

  it.each([byToken, byOidc])("keeps a secret only sealed: $credential.signIn", async (remote) => {
    const store = await ConnectionStore.open(file, box);
    await store.choose(remote);
    expect(readFileSync(file, "utf8")).not.toContain("very-secret");
    expect((await ConnectionStore.open(file, box)).current).toEqual(remote);
  });

  it("without a keystore keeps a secret in memory until the vault is open, and then sealed by it over every start", async () => {
    const vault = vaultBox();
    const profile = profileOf(byOidc);
    const store = await ConnectionStore.open(file, vault);
    await store.choose(byOidc);
    expect([store.current, store.waitsForVault]).toEqual([byOidc, false]);
    expect(readFileSync(file, "utf8")).toContain('"sealed":null');
    vault.isOpen = true;
    expect(await store.vaultOpened("remote-another")).toBe(false);
    expect(readFileSync(file, "utf8")).toContain('"sealed":null');
    expect(await store.vaultOpened(profile)).toBe(false);
    expect(readFileSync(file, "utf8")).not.toContain("very-secret");

    vault.isOpen = false;
    const later = await ConnectionStore.open(file, vault);
    expect([later.current, later.waitsForVault]).toEqual([
      { ...byOidc, credential: { signIn: "oidc", provider, refreshToken: null } },
      true,
    ]);
    vault.isOpen = true;
    expect(await later.vaultOpened(profile)).toBe(true);
    expect([later.current, later.waitsForVault]).toEqual([byOidc, false]);
    // Locked and opened once more: nobody waits.
    expect(await later.vaultOpened(profile)).toBe(false);
    // The provider gives another one while the vault is shut: it is in memory, and gets into the file when the vault is open.
    vault.isOpen = false;
    await later.renew(byOidc, "very-secret-refresh-2");
    expect(readFileSync(file, "utf8")).toContain('"sealed":null');
    vault.isOpen = true;
    await later.vaultOpened(profile);
    expect((await ConnectionStore.open(file, vault)).current).toMatchObject({ credential: { refreshToken: "very-secret-refresh-2" } });
  });

  it("without a keystore knows the user, and that he must sign in again, when the vault that sealed it is gone", async () => {
    const vault = vaultBox();
    vault.isOpen = true;
    await (await ConnectionStore.open(file, vault)).choose(byToken);
    const lost: SecretBox = { seal: async () => null, open: async () => null, needsVault: async () => true };
    const later = await ConnectionStore.open(file, lost);
    expect(later.waitsForVault).toBe(true);
    expect(await later.vaultOpened(profileOf(byToken))).toBe(true);
    expect(later.current).toEqual({ ...byToken, credential: { signIn: "token", token: null } });
  });

  it("says that the disk did not take the sign-in, goes on with it, and keeps it when it is tried again", async () => {
    const store = await ConnectionStore.open(file, box);
    const told: unknown[] = [];
    store.watchKeeping((fault) => told.push(fault));
    await store.choose(byOidc);
    rmSync(folder, { recursive: true });
    await store.renew(byOidc, "very-secret-refresh-2");
    expect([store.keepFault, store.current]).toMatchObject(["io", { credential: { refreshToken: "very-secret-refresh-2" } }]);
    expect(await store.keepAgain()).toBe("io");
    mkdirSync(folder);
    expect(await store.keepAgain()).toBeNull();
    expect((await ConnectionStore.open(file, box)).current).toMatchObject({ credential: { refreshToken: "very-secret-refresh-2" } });
    expect(told).toEqual(["io", null]);
    expect(await store.keepAgain()).toBeNull();
  });

  it("of the command line holds for this start alone", async () => {
    const store = await ConnectionStore.open(file, box);
    await store.choose({ mode: "demo", size: "desk" });
    store.override(byOidc);
    await store.renew(byOidc, "very-secret-refresh-2");
    expect(store.current).toMatchObject({ user: "t1/u1", credential: { refreshToken: "very-secret-refresh-2" } });
    expect((await ConnectionStore.open(file, box)).current).toEqual({ mode: "demo", size: "desk" });
  });

  it("has the rotated refresh token on the disk before anybody goes on", async () => {
    const store = await ConnectionStore.open(file, box);
    await store.choose(byOidc);
    await store.renew(byOidc, "very-secret-refresh-2");
    expect((await ConnectionStore.open(file, box)).current).toMatchObject({ credential: { refreshToken: "very-secret-refresh-2" } });
  });

  it("is not touched by a renewal that comes back after somebody else has signed in", async () => {
    const store = await ConnectionStore.open(file, box);
    const other: RemoteConnection = { ...byOidc, user: "t1/u2", userName: "Bo" };
    await store.choose(other);
    await store.renew(byOidc, "of-the-first-user");
    await store.renew(byOidc, null);
    expect((await ConnectionStore.open(file, box)).current).toEqual(other);
  });

  it("is none whatever a damaged file holds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.json(), fc.constant('{"connection":{"mode":"remote","url":1}}'), fc.constant('{"mode":"embedded"}')),
        async (text) => {
          writeFileSync(file, text);
          expect((await ConnectionStore.open(file, box)).current).toEqual({ mode: "none" });
        },
      ),
    );
  });

  it("tells the window who is signed in and how, and no secret", () => {
    expect(publicConnection(byOidc, "expired", "disk-full")).toEqual({
      mode: "remote",
      url: "https://hq.example.com",
      signIn: "oidc",
      session: "expired",
      userName: "Ann",
      keepFault: "disk-full",
    });
  });

  it("names a local database of its own for every backend, folder and user, and the same for the same", () => {
    symlinkSync(folder, join(folder, "link"));
    const connections: readonly ActiveConnection[] = [
      { mode: "none" },
      { mode: "demo", size: "desk" },
      { mode: "demo", size: "region" },
      { mode: "embedded", dataDir: folder },
      { mode: "embedded", dataDir: "/nowhere/b" },
      byToken,
      { ...byToken, url: "https://other.example.com" },
      { ...byToken, user: "t1/u2" },
      { ...byToken, user: "t2/u1" },
    ];
    const profiles = connections.map(profileOf);
    expect(new Set(profiles).size).toBe(connections.length);
    for (const profile of profiles) expect(appInfo.shape.profile.safeParse(profile).success).toBe(true);
    expect(profileOf(byOidc)).toBe(profileOf(byToken));
    expect(profileOf({ mode: "embedded", dataDir: join(folder, "link") })).toBe(profileOf({ mode: "embedded", dataDir: folder }));
  });
});

describe("the user of a token from the command line", () => {
  it("is known again at a later start, for that backend and token alone", async () => {
    const store = await ConnectionStore.open(file, box);
    await store.rememberUser("https://hq.example.com", "very-secret-token-1", { user: "t1/u1", userName: "Ann" });
    expect(readFileSync(file, "utf8")).not.toContain("very-secret");
    const later = await ConnectionStore.open(file, box);
    expect(later.userOf("https://hq.example.com", "very-secret-token-1")).toEqual({ user: "t1/u1", userName: "Ann" });
    expect(later.userOf("https://hq.example.com", "very-secret-token-2")).toBeNull();
    expect(later.userOf("https://other.example.com", "very-secret-token-1")).toBeNull();
  });
});

describe("a refresh token that the provider is to forget", () => {
  it("waits sealed until the provider has been told, over starts", async () => {
    const store = await ConnectionStore.open(file, box);
    const pending: PendingRevocation = { provider, refreshToken: "very-secret-refresh-1" };
    await store.rememberRevocation(pending);
    const asked: PendingRevocation[] = [];
    await store.revokeRemembered(async (revocation) => {
      asked.push(revocation);
      return false;
    });
    expect(readFileSync(file, "utf8")).not.toContain("very-secret");
    const later = await ConnectionStore.open(file, box);
    await later.revokeRemembered(async (revocation) => {
      asked.push(revocation);
      return true;
    });
    await later.revokeRemembered(() => Promise.reject(new Error("told already")));
    expect(asked).toEqual([pending, pending]);
  });

  it("is not written where there is no keystore, which whoever asked is told", async () => {
    const vault = vaultBox();
    vault.isOpen = true;
    const store = await ConnectionStore.open(file, vault);
    expect(await store.rememberRevocation({ provider, refreshToken: "very-secret-refresh-1" })).toBe(false);
    await store.revokeRemembered(() => Promise.reject(new Error("nothing was kept")));
  });
});
