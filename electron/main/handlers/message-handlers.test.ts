import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { OutgoingMessage, SenderSetup } from "../../../shared/bridge/messages.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import { MadeDocuments } from "../services/made-documents.ts";
import type { JournalMessage } from "../services/message-journal.ts";
import type { Sender } from "../services/senders.ts";
import { sealerOf } from "../services/vault-keys.ts";
import { messageHandlers } from "./message-handlers.ts";

const profile = "remote-ann";
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-senders-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = { name: "Company mail", user: "ann", fromName: "Ann", fromAddress: "ann@example.com" };
const smtp: SenderSetup = {
  way: "smtp",
  id: "mail_1",
  host: "mail.example.com",
  port: 587,
  security: "starttls",
  password: "hunter2-s3cret",
  ...names,
};
const url = "https://oapi.dingtalk.com/robot/send?access_token=t0ken-s3cret";
const robot: SenderSetup = { way: "dingtalk", id: "robot_1", name: "Group of Starfish", url, secret: "SEC-s3cret", accountIds: ["acc_1"] };
const message: OutgoingMessage = {
  outreachId: "outreach_1",
  accountId: "acc_1",
  to: ["li@customer.example"],
  cc: [],
  subject: "峰值：确认/华东",
  text: "您好",
  language: "zh-CN",
  calendar: null,
};

function desktop() {
  const state = {
    isOpen: true,
    isCurrent: true,
    place: null as string | null,
    opened: [] as string[],
    tested: [] as Sender[],
    woken: 0,
    given: [] as JournalMessage[],
  };
  const tools = { random: (length: number) => randomBytes(length) } as Parameters<typeof sealerOf>[0];
  const master = Buffer.alloc(32, 7);
  const made = new MadeDocuments();
  const handlers = messageHandlers({
    folder,
    vaults: {
      isCurrent: () => state.isCurrent,
      sealing: async (of, ring, job) => await job(state.isOpen ? sealerOf(tools, of, master, ring) : null),
    },
    runner: {
      send: async (_profile, _sendId, _senderId, given) => {
        state.given.push(given);
        return err({ code: "internal", message: "not asked here" });
      },
      list: async () => ok([]),
      settle: async () => ok(null),
      wake: () => (state.woken += 1),
    },
    test: async (sender) => {
      state.tested.push(sender);
      return "certificate";
    },
    now: () => Date.UTC(2026, 10, 21),
    made,
    downloads: () => folder,
    choosePlace: async (suggested) => (state.place === "as suggested" ? suggested : state.place),
    openFile: async (path) => void state.opened.push(path),
    openExternal: async (address) => void state.opened.push(address),
  });
  return { handlers, state, made };
}

it("keeps senders sealed, tells the window no secret, and keeps a secret that is not given again", async () => {
  const { handlers, state } = desktop();
  const infos = [
    {
      id: "mail_1",
      name: "Company mail",
      way: "smtp",
      address: "ann@example.com",
      accountIds: [],
      mail: { host: "mail.example.com", port: 587, security: "starttls", user: "ann", fromName: "Ann" },
    },
    { id: "robot_1", name: "Group of Starfish", way: "dingtalk", address: "oapi.dingtalk.com", accountIds: ["acc_1"] },
  ];
  expect(await handlers["senders.save"]({ profile, setup: smtp })).toEqual(ok(infos[0]));
  expect(await handlers["senders.save"]({ profile, setup: robot })).toEqual(ok(infos[1]));
  expect(await handlers["senders.list"]({ profile })).toEqual(ok(infos));
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), "latin1")).not.toMatch(/s3cret|example|Company/);

  await handlers["senders.save"]({ profile, setup: { ...smtp, host: "smtp.example.com", password: null } });
  await handlers["senders.save"]({ profile, setup: { ...robot, url: null, secret: "SEC-new" } });
  expect([await handlers["senders.test"]({ profile, id: "mail_1" }), await handlers["senders.test"]({ profile, id: "robot_1" })]).toEqual([
    ok("certificate"),
    ok("certificate"),
  ]);
  expect(state.tested).toEqual([
    { ...smtp, host: "smtp.example.com" },
    { ...robot, secret: "SEC-new" },
  ]);
  expect(await handlers["senders.remove"]({ profile, id: "mail_1" })).toEqual(ok(undefined));
  expect(await handlers["senders.test"]({ profile, id: "mail_1" })).toEqual(ok("no-sender"));
  expect(await handlers["senders.list"]({ profile })).toEqual(ok([infos[1]]));
});

it("takes no sender that lacks its secret, breaks a header or goes unprotected over a network", async () => {
  const { handlers } = desktop();
  const refused: readonly SenderSetup[] = [
    { ...smtp, password: null },
    { ...robot, url: null },
    { ...smtp, fromName: "Ann\r\nBcc: all@example.com" },
    { ...smtp, user: "ann\u0000" },
    { ...smtp, host: "mail.example.com\r\nx" },
    { ...smtp, security: "none" },
    { ...robot, url: "http://oapi.dingtalk.com/robot" },
    { ...robot, url: "https://user:pass@oapi.dingtalk.com/robot" },
    { ...robot, name: "a\nb" },
  ];
  for (const setup of refused)
    expect(await handlers["senders.save"]({ profile, setup })).toMatchObject({ ok: false, error: { code: "bad-request" } });
  expect(await handlers["senders.list"]({ profile })).toEqual(ok([]));
  expect(await handlers["senders.save"]({ profile, setup: { ...smtp, security: "none", host: "127.0.0.1" } })).toMatchObject({ ok: true });
  // Another way is another sender: it does not take over a secret.
  await handlers["senders.save"]({ profile, setup: robot });
  expect(await handlers["senders.save"]({ profile, setup: { ...robot, way: "feishu", url: null, secret: null } })).toMatchObject({
    ok: false,
  });
});

it("answers nothing while the vault is shut or another profile is in use", async () => {
  const { handlers, state } = desktop();
  const asked = async () => [
    await handlers["senders.list"]({ profile }),
    await handlers["senders.save"]({ profile, setup: smtp }),
    await handlers["senders.remove"]({ profile, id: "mail_1" }),
    await handlers["senders.test"]({ profile, id: "mail_1" }),
    await handlers["messages.hand-over"]({ profile, how: "mailto", message }),
  ];
  state.isOpen = false;
  for (const answer of await asked()) expect(answer).toEqual({ ok: false, error: { code: "forbidden", message: "the vault is shut" } });
  state.isOpen = true;
  state.isCurrent = false;
  for (const answer of await asked()) expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } });
  expect(state.opened).toEqual([]);
});

it("hands a message over as a draft file at the place that was chosen, or by mailto", async () => {
  const { handlers, state } = desktop();
  const eml = () => handlers["messages.hand-over"]({ profile, how: "eml", message });
  expect(await eml()).toEqual(ok("cancelled"));
  state.place = "as suggested";
  expect(await eml()).toEqual(ok("opened"));
  const path = join(folder, "峰值：确认-华东.eml");
  expect(state.opened).toEqual([path]);
  expect(readFileSync(path, "utf8")).toMatch(/^X-Unsent: 1\r$/m);
  state.place = join(folder, "none", "x.eml");
  expect(await eml()).toMatchObject({ ok: false, error: { code: "io" } });

  expect(await handlers["messages.hand-over"]({ profile, how: "mailto", message })).toEqual(ok("opened"));
  expect(state.opened[1]).toMatch(/^mailto:li%40customer\.example\?subject=%E5/);
  expect(await handlers["messages.hand-over"]({ profile, how: "mailto", message: { ...message, text: "好".repeat(300) } })).toEqual(
    ok("too-long"),
  );
  const broken = { ...message, subject: "a\r\nBcc: all@example.com" };
  for (const how of ["eml", "mailto"] as const)
    expect(await handlers["messages.hand-over"]({ profile, how, message: broken })).toMatchObject({
      ok: false,
      error: { code: "bad-request" },
    });
  expect(await handlers["messages.send"]({ profile, sendId: "send_1", senderId: "mail_1", message: broken })).toMatchObject({
    ok: false,
    error: { code: "bad-request" },
  });
});

it("lets a mail carry only what this desktop made, and keeps its bytes with the message", async () => {
  const { handlers, state, made } = desktop();
  const { sha256 } = made.keep(Buffer.from("%PDF-1.4 made here"));
  const carrying = (digest: string): OutgoingMessage => ({ ...message, attachment: { name: "report.pdf", sha256: digest } });
  const send = (digest: string) => handlers["messages.send"]({ profile, sendId: "s_1", senderId: "mail_1", message: carrying(digest) });
  expect(await send("0".repeat(64))).toMatchObject({ ok: false, error: { code: "bad-request" } });
  expect(state.given).toEqual([]);
  await send(sha256);
  expect(state.given.map(({ file }) => Buffer.from(file ?? "", "base64").toString())).toEqual(["%PDF-1.4 made here"]);
  expect(await handlers["messages.hand-over"]({ profile, how: "mailto", message: carrying(sha256) })).toMatchObject({ ok: false });
  made.forget();
  expect(await send(sha256)).toMatchObject({ ok: false, error: { code: "bad-request" } });
});
