import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { laptopPolicy, policyHeader } from "../../shared/sync/policy.ts";
import { startTestBackend, tenant, type TestBackend } from "../support/backend.ts";

const root = resolve(import.meta.dirname, "../..");
let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend("postgres");
});
afterAll(() => backend.close());

/** Runs the command on the database of the running backend, as an operator beside it. */
function headroom(...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const { target } = backend.test;
  if (!("databaseUrl" in target)) throw new Error("not PostgreSQL");
  const child = spawn(process.execPath, [join(root, "backend/cli/headroom.ts"), ...args, "--tenant", tenant], {
    env: { ...process.env, DATABASE_URL: target.databaseUrl },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (data) => (out += String(data)));
  child.stderr.on("data", (data) => (err += String(data)));
  return new Promise((done) => child.on("close", (code) => done({ code, out, err })));
}

test("an operator sets what is asked of laptops, and the next hello carries it", async () => {
  const line = (days: number, wipe: number, minutes: number): string =>
    `offline grace ${days} days, wipe after ${wipe} days, lock after ${minutes} minutes\n`;
  expect(await headroom("policy", "set", "--offline-grace-days", "5", "--lock-after-minutes", "3")).toEqual({
    code: 0,
    out: line(5, 30, 3),
    err: "",
  });
  const client = await backend.client("csm1");
  const answer = await client.inject("GET", `/v1/sync/hello?clientId=${client.clientId}`);
  expect(laptopPolicy.parse(JSON.parse(String(answer.headers[policyHeader])))).toEqual({
    offlineGraceDays: 5,
    wipeAfterDays: 30,
    lockAfterMinutes: 3,
  });
  expect(await headroom("policy", "set", "--wipe-after-days", "4")).toMatchObject({
    code: 1,
    err: expect.stringContaining("--wipe-after-days"),
  });
  expect(await headroom("policy", "show")).toMatchObject({ code: 0, out: line(5, 30, 3) });
});

test("an operator sees a user's laptops, has one wiped, and sees when it was told", async () => {
  const [lost, other] = [await backend.client("csm2"), await backend.client("csm2")];
  await lost.cursor();
  await other.cursor();
  const shown = async (): Promise<readonly string[]> =>
    (await headroom("wipe", "--user", "csm2", "--show")).out
      .trim()
      .split("\n")
      .map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME"))
      .toSorted();
  expect(await shown()).toEqual([lost, other].map(({ clientId }) => `${clientId}  last seen TIME  in use`).toSorted());
  expect(await headroom("wipe", "--user", "csm2", "--client", lost.clientId)).toMatchObject({
    code: 0,
    out: expect.stringMatching(new RegExp(`^${lost.clientId}  last seen \\S+  to be wiped since \\S+\n$`)),
  });
  expect((await lost.inject("GET", `/v1/sync/hello?clientId=${lost.clientId}`)).statusCode).toBe(403);
  expect(await shown()).toEqual(
    [`${lost.clientId}  last seen TIME  told to wipe itself TIME`, `${other.clientId}  last seen TIME  in use`].toSorted(),
  );
  expect(await headroom("wipe", "--user", "csm1", "--client", lost.clientId)).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("has no such laptop"),
  });
});
