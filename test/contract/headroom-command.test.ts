import { type ChildProcess, fork, spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serviceScope } from "../../backend/storage/database.ts";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { user } from "../../shared/domain/user/user.ts";

const root = resolve(import.meta.dirname, "../..");
const started: ChildProcess[] = [];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-command-"));
});
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function headroom(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(root, "backend/cli/headroom.ts"), ...args], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: "", ...env },
  });
  started.push(child);
  let [out, err] = ["", ""];
  const firstLine = new Promise<string>((done) => {
    child.stdout.on("data", (data) => {
      out += String(data);
      if (out.includes("\n")) done(out.split("\n")[0] ?? "");
    });
  });
  child.stderr.on("data", (data) => (err += String(data)));
  const ended = new Promise<Ended>((done) => child.on("close", (code) => done({ code, out, err })));
  return { child, firstLine, ended };
}

test("a backend in a folder: it says where it is, its token works, a second one is refused in one line, and it stops gracefully", async () => {
  const dataDir = join(folder, "data");
  const backend = headroom(["backend", "--data", dataDir, "--port", "0"]);
  const line = await backend.firstLine;
  const [, origin = ""] = /^Headroom backend at (http:\/\/127\.0\.0\.1:\d+) \(data in .*, token in .*\)$/.exec(line) ?? [];
  const file = join(dataDir, "token");
  if (process.platform !== "win32") expect((await stat(file)).mode & 0o777).toBe(0o600);
  const token = (await readFile(file, "utf8")).trim();
  const hello = await fetch(`${origin}/v1/sync/hello?clientId=c`, { headers: { authorization: `Bearer ${token}` } });
  expect(await hello.json()).toMatchObject({ user: { id: "me", role: "lead" }, rows: { user: 1 } });
  const second = await headroom(["backend", "--data", dataDir, "--port", "0"]).ended;
  expect(second).toEqual({
    code: 1,
    out: "",
    err: `headroom: another Headroom is using ${dataDir}: stop process ${backend.child.pid}, or choose another folder with --data\n`,
  });
  backend.child.kill("SIGTERM");
  expect(await backend.ended).toMatchObject({ code: 0, err: "" });
  await expect(stat(join(dataDir, "headroom.lock"))).rejects.toThrow("ENOENT");

  const created = await headroom(["token", "create", "--data", dataDir, "--user", "ann", "--role", "csm"]).ended;
  expect([created.code, created.out]).toEqual([0, expect.stringMatching(/^hr~default~[\w-]{43}\n$/)]);
  expect(await headroom(["token", "create", "--data", dataDir, "--user", "nobody"]).ended).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^headroom: nobody is not a user of default yet: .*--role.*\n$/),
  });
  expect(await headroom(["token", "revoke", "--data", dataDir, "--user", "ann"]).ended).toMatchObject({
    code: 0,
    out: "1 token revoked\n",
  });
  // Colleagues see her name and can give her accounts, with or without a token.
  const store = await openBackendStore({ dataDir });
  const people = await store.db.withTenant(serviceScope("default", "test"), ({ db }) =>
    db.selectFrom("record").select(["id", "doc"]).where("kind", "=", "user").orderBy("id").execute(),
  );
  await store.close();
  expect(people.map(({ id, doc }) => [id, doc["role"], user.safeParse({ ...doc, id }).success])).toEqual([
    ["ann", "csm", true],
    ["me", "lead", true],
  ]);
});

test("users are added, listed, shut out, let in and unlinked by their address; what cannot be is said in one line", async () => {
  const dataDir = join(folder, "users");
  const user = (...args: readonly string[]) => headroom(["user", ...args, "--data", dataDir]).ended;
  const added = await user("add", "--email", "Lin.Ruoxi@acme.example", "--role", "csm", "--name", "林若溪");
  expect(added).toEqual({ code: 0, out: "lin.ruoxi\n", err: "" });
  await user("add", "--email", "boss@acme.example", "--role", "lead");
  // The same address again changes the role; the address of another user, or the id of one, is not taken over.
  expect(await user("add", "--email", "lin.ruoxi@ACME.example", "--role", "support")).toMatchObject({ code: 0, out: "lin.ruoxi\n" });
  expect(await user("add", "--email", "boss@acme.example", "--role", "admin", "--user", "second")).toEqual({
    code: 1,
    out: "",
    err: "headroom: another user of default has this address already: sign-in could not tell them apart\n",
  });
  expect(await user("add", "--email", "boss@elsewhere.example", "--role", "admin")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^headroom: boss is another user of default already: .*--user\n$/),
  });
  expect(await user("disable", "--email", "LIN.RUOXI@acme.example")).toMatchObject({ code: 0, out: "lin.ruoxi disabled\n" });
  expect((await user("list")).out).toBe(
    "boss\tlead\tactive\tboss@acme.example\tboss\nlin.ruoxi\tsupport\tdisabled\tlin.ruoxi@ACME.example\t林若溪\n",
  );
  expect(await user("enable", "--user", "lin.ruoxi")).toMatchObject({ code: 0, out: "lin.ruoxi enabled\n" });
  expect(await user("unlink", "--user", "lin.ruoxi")).toMatchObject({ code: 0, out: "lin.ruoxi unlinked\n" });
  for (const [args, line] of [
    [["disable", "--email", "nobody@acme.example"], /^headroom: default has no user nobody@acme.example: see headroom user list\n$/],
    [["disable"], /^headroom: name the user with either --email or --user\n$/],
    [["add", "--email", "no address", "--role", "csm"], /an e-mail address is like/],
  ] as const) {
    expect(await user(...args)).toMatchObject({ code: 1, out: "", err: expect.stringMatching(line) });
  }
});

test("development sign-in is for this machine: it is refused on any other address, and said out loud", async () => {
  for (const host of ["0.0.0.0", "::", "192.0.2.1"]) {
    expect(await headroom(["backend", "--data", join(folder, "dev"), "--host", host, "--dev-sign-in"]).ended).toEqual({
      code: 1,
      out: "",
      err: "headroom: --dev-sign-in lets anybody in without a password: it needs --host 127.0.0.1\n",
    });
  }
  const backend = headroom(["backend", "--data", join(folder, "dev"), "--port", "0", "--dev-sign-in"]);
  const [, origin = ""] = /at (http:\S+) /.exec(await backend.firstLine) ?? [];
  const config = await (await fetch(`${origin}/v1/auth/config`)).json();
  expect(config).toMatchObject({ oidc: null, development: { users: [{ id: "me", role: "lead" }] } });
  const answer = await fetch(`${origin}/v1/auth/development`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userId: "me" }),
  });
  const { token } = (await answer.json()) as { token: string };
  const hello = await fetch(`${origin}/v1/sync/hello?clientId=dev`, { headers: { authorization: `Bearer ${token}` } });
  expect(await hello.json()).toMatchObject({ user: { id: "me" } });
  backend.child.kill("SIGTERM");
  expect(await backend.ended).toMatchObject({ code: 0, err: expect.stringMatching(/sign in as any user/) });
});

test.each([
  [["backend", "--port", "70000"], {}, /--port.*0 to 65535/],
  [["backend", "--port", "http"], {}, /--port.*0 to 65535/],
  [["backend", "--port", "44.7"], {}, /--port.*0 to 65535/],
  [["backend", "--port", "-1"], {}, /--port.*0 to 65535/],
  [["backend", "--port", ""], {}, /--port.*0 to 65535/],
  [["backend", "--port", "0", "--host", "192.0.2.1"], {}, /this machine does not have the address: correct --host/],
  [["backend", "--trusted-proxy", "proxy"], {}, /--trusted-proxy.*an address, or a network like/],
  [["backend", "--oidc-issuer", "http://login.example.com"], {}, /HEADROOM_OIDC_ISSUER is no address of an OpenID provider/],
  [["backend"], { HEADROOM_OIDC_ISSUER: "https://login.example.com" }, /needs HEADROOM_OIDC_CLIENT_ID/],
  [["backend", "--data", "/dev/null/x"], {}, /choose another with --data/],
  [["backend"], { DATABASE_URL: "http://x" }, /DATABASE_URL is not an address of PostgreSQL: write it as/],
  [["backend"], { DATABASE_URL: "postgres://u:secret@127.0.0.1:1/x" }, /cannot work with PostgreSQL at 127\.0\.0\.1:1\/x \(ECONNREFUSED\)/],
] as const)("headroom %j with %j ends with one line", async (args, env, line) => {
  const { code, out, err } = await headroom(args, env).ended;
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(line);
  expect(err.trimEnd()).not.toContain("\n");
  expect(err).not.toContain("secret");
});

test("a port in use is named with the remedy, before anything is made or changed", async () => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
  const address = taken.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const ended = await headroom(["backend", "--data", join(folder, "port"), "--port", String(port), "--restored"]).ended;
  expect(ended).toEqual({
    code: 1,
    out: "",
    err: `headroom: port ${port} is in use: stop the other program, or choose another port with --port\n`,
  });
  await expect(stat(join(folder, "port"))).rejects.toThrow("ENOENT");
  taken.close();
});

test("embedded: it tells its parent each step, answers with the token it was given, and stops when told to", async () => {
  const config = { dataDir: join(folder, "embedded"), port: 0, demo: null, token: "t".repeat(40) };
  const embed = () => {
    const child = fork(join(root, "backend/server/embedded.ts"), {
      env: { ...process.env, HEADROOM_EMBEDDED: JSON.stringify(config) },
      stdio: "pipe",
    });
    started.push(child);
    const messages: { readonly type: string; readonly step?: string; readonly port?: number; readonly code?: string }[] = [];
    const last = new Promise<void>((done) => {
      child.on("message", (message: (typeof messages)[number]) => {
        messages.push(message);
        if (message.type !== "starting") done();
      });
    });
    return { child, messages, last, exit: new Promise((done) => child.on("exit", done)) };
  };
  const first = embed();
  await first.last;
  const running = first.messages.at(-1);
  expect([first.messages[0], running?.type]).toEqual([{ type: "starting", step: "open", done: 0, total: 1 }, "running"]);
  const hello = await fetch(`http://127.0.0.1:${running?.port}/v1/sync/hello?clientId=c`, {
    headers: { authorization: `Bearer ${config.token}` },
  });
  expect(hello.status).toBe(200);
  const second = embed();
  await second.last;
  expect(second.messages.at(-1)).toMatchObject({ type: "failed", code: "folder-locked" });
  expect(await second.exit).toBe(1);
  first.child.send({ type: "stop" });
  expect(await first.exit).toBe(0);
});
