import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UpdateState } from "../../../../shared/bridge/updates.ts";
import { sealManifest } from "../../../../shared/domain/update/signed-manifest.ts";
import type { UpdateManifest } from "../../../../shared/domain/update/update-manifest.ts";
import { type ReleaseKey, newReleaseKey } from "../../../../test/support/release-keys.ts";
import { UpdateMemory } from "./update-memory.ts";
import { UpdateService, type UpdateServiceOptions, type VerifiedRelease } from "./update-service.ts";

const nowMs = Date.UTC(2026, 10, 22, 8);
const dayMs = 86_400_000;
const [current, next, stranger] = [newReleaseKey(), newReleaseKey(), newReleaseKey()] as const;
const program = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7) % 251));
const file = {
  target: "linux-x64-appimage",
  name: "Headroom-1.1.0.AppImage",
  sizeBytes: program.length,
  sha512: createHash("sha512").update(program).digest("base64"),
} as const;
const manifest: UpdateManifest = {
  format: 1,
  channel: "stable",
  sequence: 5,
  version: "1.1.0",
  issuedAtMs: nowMs - dayMs,
  expiresAtMs: nowMs + 30 * dayMs,
  minimumVersion: null,
  storeVersion: 4,
  rolloutPercent: 100,
  rollback: null,
  notes: { "zh-CN": "更快", en: "Faster" },
  files: [file],
};
const offered = { version: "1.1.0", direction: "forward", needed: false, notes: { "zh-CN": "更快", en: "Faster" } };

let folder = "";
let server: Server;
let origin = "";
/** What the server says, by path. */
let answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {};
let told: UpdateState[] = [];
let installed: VerifiedRelease[] = [];
let underWay = { sending: 0, unsent: 0 };
let jobs: { readonly ms: number; readonly job: () => void }[] = [];

const downloads = (): string => join(folder, "updates", "files");
const publish = (changed: Partial<UpdateManifest> = {}, keys: readonly ReleaseKey[] = [current]): void => {
  const text = sealManifest({ ...manifest, ...changed }, keys);
  answers["/stable.json"] = (_request, response) => response.end(text);
};

function open(changed: Partial<UpdateServiceOptions> = {}): UpdateService {
  return new UpdateService({
    source: { url: origin, keys: [current.key, next.key] },
    memory: new UpdateMemory(join(folder, "updates", "state.json"), randomUUID),
    folder: downloads(),
    version: "1.0.0",
    storeVersion: 4,
    target: "linux-x64-appimage",
    channel: () => "stable",
    fetch: (url, init) => fetch(url, init),
    now: () => nowMs,
    later: (ms, job) => {
      jobs.push({ ms, job });
      return () => {
        jobs = jobs.filter((waiting) => waiting.job !== job);
      };
    },
    underWay: async () => underWay,
    install: async (release) => {
      installed.push(release);
      return true;
    },
    emit: (state) => told.push(state),
    onFault: (where, error) => {
      throw new Error(where, { cause: error });
    },
    ...changed,
  });
}

const standing = async (service: UpdateService) => (await service.check()).standing;
const failed = (fault: string) => ({ state: "failed", fault });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "headroom-updates-"));
  [told, installed, jobs, underWay] = [[], [], [], { sending: 0, unsent: 0 }];
  answers = { [`/${file.name}`]: (_request, response) => response.end(program) };
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ""];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("an update", () => {
  it("is fetched, verified, and waits for the user, who restarts into it", async () => {
    publish();
    const service = open();
    expect(await standing(service)).toEqual({ state: "ready", ...offered });
    expect(told.map((state) => state.standing.state).filter((state, at, all) => state !== all[at - 1])).toEqual([
      "checking",
      "downloading",
      "ready",
    ]);
    expect(installed).toEqual([]);
    await service.restart("wait");
    expect(installed).toEqual([{ path: join(downloads(), file.name), version: "1.1.0", file }]);
    expect(readFileSync(join(downloads(), file.name)).equals(program)).toBe(true);
  });

  it("is taken from either built-in key, so that one can be replaced", async () => {
    publish({}, [next]);
    expect(await standing(open())).toMatchObject({ state: "ready" });
    publish({ sequence: 6 }, [stranger, next]);
    expect(await standing(open())).toMatchObject({ state: "ready" });
  });

  it("is looked for by itself, again and again, and never installed by itself", async () => {
    publish({ version: "1.0.0" });
    const service = open();
    await service.start();
    expect(jobs.map(({ ms }) => ms)).toEqual([30_000]);
    jobs.splice(0)[0]?.job();
    await expect.poll(() => jobs.map(({ ms }) => ms)).toEqual([21_600_000]);
    expect(service.state.standing).toEqual({ state: "current" });
    publish({ sequence: 6 });
    jobs.splice(0)[0]?.job();
    await expect.poll(() => jobs.length).toBe(1);
    expect(service.state.standing).toMatchObject({ state: "ready" });
    expect(installed).toEqual([]);
  });

  it("waits for messages that are being sent and edits on their way; the user may leave edits to the next version, not messages", async () => {
    publish();
    const service = open();
    await service.check();
    underWay = { sending: 1, unsent: 3 };
    expect((await service.restart("wait")).standing).toEqual({ state: "waiting", ...offered, sending: 1, unsent: 3 });
    expect((await service.restart("keep")).standing).toEqual({ state: "waiting", ...offered, sending: 1, unsent: 3 });
    expect(service.waitNoMore().standing).toEqual({ state: "ready", ...offered });
    expect(jobs).toEqual([]);
    underWay = { sending: 0, unsent: 3 };
    expect((await service.restart("wait")).standing).toMatchObject({ state: "waiting", sending: 0, unsent: 3 });
    underWay = { sending: 0, unsent: 0 };
    jobs.splice(0)[0]?.job();
    await expect.poll(() => installed.length).toBe(1);
    underWay = { sending: 0, unsent: 3 };
    const another = open();
    await another.check();
    await another.restart("keep");
    expect(installed.length).toBe(2);
  });

  it("stays ready when the address does not answer any more", async () => {
    publish();
    const service = open();
    await service.check();
    answers = {};
    expect(await standing(service)).toEqual({ state: "ready", ...offered });
  });
});

describe("what is refused", () => {
  it("a manifest that nobody known has signed, or that was changed after it was signed", async () => {
    publish({}, [stranger]);
    expect(await standing(open())).toEqual(failed("wrong-signature"));
    const sealed = JSON.parse(sealManifest(manifest, [current])) as { payload: string };
    const changed = Buffer.from(JSON.stringify({ ...manifest, version: "9.9.9" })).toString("base64");
    for (const text of [
      JSON.stringify({ ...sealed, payload: changed }),
      JSON.stringify({ ...sealed, signatures: [{ key: current.key, signature: "" }] }),
    ]) {
      answers["/stable.json"] = (_request, response) => response.end(text);
      expect(await standing(open())).toEqual(failed("wrong-signature"));
    }
    for (const text of ["", "{}", "<html>", "[1]", "x".repeat(400_000)]) {
      answers["/stable.json"] = (_request, response) => response.end(text);
      expect(await standing(open())).toEqual(failed("not-a-manifest"));
    }
    expect(existsSync(downloads())).toBe(false);
  });

  it("an expired one, one that was taken back, another of the same number, and one of another channel", async () => {
    publish({ expiresAtMs: nowMs });
    expect(await standing(open())).toEqual(failed("expired"));
    publish({ sequence: 7 });
    expect(await standing(open())).toMatchObject({ state: "ready" });
    publish({ sequence: 6 });
    expect(await standing(open())).toEqual(failed("replayed"));
    publish({ sequence: 7, rolloutPercent: 0 });
    expect(await standing(open())).toEqual(failed("replayed"));
    publish({ sequence: 8, channel: "beta" });
    expect(await standing(open())).toEqual(failed("wrong-channel"));
  });

  it("an order to go back whose database is too old for the one in use; else it goes back", async () => {
    const rollback = { from: ["1.2.0"], reason: { "zh-CN": "有误", en: "A fault" } };
    publish({ rollback, sequence: 9 });
    expect(await standing(open({ version: "1.2.0", storeVersion: 5 }))).toEqual(failed("store-too-old"));
    expect(await standing(open({ version: "1.2.0" }))).toEqual({
      state: "ready",
      ...offered,
      direction: "back",
      notes: { "zh-CN": "有误", en: "A fault" },
    });
  });

  it("a file that is not the one that was signed: other bytes, too many, a redirection, or changed while it lay there", async () => {
    publish();
    for (const bytes of [Buffer.from(program).fill(0, 5, 6), Buffer.concat([program, Buffer.from("x")])]) {
      answers[`/${file.name}`] = (_request, response) => response.end(bytes);
      expect(await standing(open())).toEqual(failed("wrong-file"));
    }
    answers[`/${file.name}`] = (_request, response) => response.writeHead(302, { location: `${origin}elsewhere` }).end();
    answers["/elsewhere"] = (_request, response) => response.end(program);
    expect(await standing(open())).toEqual(failed("unreachable"));
    answers[`/${file.name}`] = (_request, response) => response.end(program);
    const service = open();
    await service.check();
    writeFileSync(join(downloads(), file.name), Buffer.from(program).fill(0, 5, 6));
    expect((await service.restart("wait")).standing).toEqual(failed("wrong-file"));
    expect(installed).toEqual([]);
  });
});

describe("what goes wrong on the way", () => {
  it("goes on where the line broke", async () => {
    publish();
    const ranges: (string | undefined)[] = [];
    answers[`/${file.name}`] = (request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/\d+/.exec(request.headers.range ?? "")?.[0] ?? 0);
      if (from === 0) {
        response.writeHead(200, { "content-length": program.length });
        response.write(program.subarray(0, 100_000));
        // A stream that fails drops what nobody has read yet: the line breaks once some of it is on the disk.
        const part = join(downloads(), `${file.name}.part`);
        void expect
          .poll(() => existsSync(part) && statSync(part).size > 0, { timeout: 30_000 })
          .toBe(true)
          .then(() => response.destroy());
        return;
      }
      response.writeHead(206, { "content-range": `bytes ${from}-${program.length - 1}/${program.length}` });
      response.end(program.subarray(from));
    };
    expect(await standing(open())).toEqual(failed("unreachable"));
    expect(await standing(open())).toMatchObject({ state: "ready" });
    expect(ranges[0]).toBe(undefined);
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it("says that nobody answers", async () => {
    expect(await standing(open())).toEqual(failed("unreachable"));
    server.closeAllConnections();
    server.close();
    expect(await standing(open())).toEqual(failed("unreachable"));
  });

  it.runIf(existsSync("/dev/full"))("says that the disk is full, and leaves nothing on it", async () => {
    publish();
    mkdirSync(downloads(), { recursive: true });
    symlinkSync("/dev/full", join(downloads(), `${file.name}.part`));
    expect(await standing(open())).toEqual(failed("disk-full"));
    expect(readdirSync(downloads())).toEqual([]);
    expect(await standing(open())).toMatchObject({ state: "ready" });
  });

  it("tells that the old version has started again after an installation that came to nothing, and offers it anew", async () => {
    publish();
    const first = open();
    await first.check();
    await first.restart("wait");
    // The app has ended here; whatever happened to the installer, the old version starts.
    const second = open();
    await second.start();
    expect(second.state.standing).toEqual(failed("not-installed"));
    expect(await standing(second)).toMatchObject({ state: "ready" });
    const third = open();
    await third.start();
    expect(third.state.standing).toEqual({ state: "idle" });
  });

  it("removes what it fetched when the new version has started", async () => {
    publish();
    const first = open();
    await first.check();
    await first.restart("wait");
    const second = open({ version: "1.1.0" });
    await second.start();
    expect(readdirSync(downloads())).toEqual([]);
    expect(await standing(second)).toEqual({ state: "current" });
  });

  it("says so when the system does not take the file", async () => {
    publish();
    const service = open({ install: async () => false });
    await service.check();
    expect((await service.restart("wait")).standing).toEqual(failed("not-installed"));
  });

  it("starts with a damaged memory, and keeps in it what a later version wrote", async () => {
    mkdirSync(join(folder, "updates"));
    const state = join(folder, "updates", "state.json");
    writeFileSync(state, '{"deviceId":');
    publish();
    expect(await standing(open())).toMatchObject({ state: "ready" });
    const written = JSON.parse(readFileSync(state, "utf8")) as object;
    writeFileSync(state, JSON.stringify({ ...written, later: { kept: true } }));
    publish({ sequence: 6 });
    await open().check();
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ later: { kept: true }, seen: { stable: { sequence: 6 } } });
  });

  it("looks nowhere when no source is built in", async () => {
    const service = open({ source: null });
    await service.start();
    expect([await standing(service), jobs]).toEqual([{ state: "none" }, []]);
  });
});
