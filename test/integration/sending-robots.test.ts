import { afterEach, expect, it } from "vitest";
import { type GuardOptions, postGuarded } from "../../electron/main/sending/post-guarded.ts";
import { sendToRobot, testRobot } from "../../electron/main/sending/robot.ts";
import { nextTryMs } from "../../electron/main/sending/send-limits.ts";
import type { RobotSender } from "../../electron/main/services/senders.ts";
import type { OutgoingMessage } from "../../shared/bridge/messages.ts";
import { type RobotFault, RobotServer, type Vendor } from "../support/robot-server.ts";

const vendors: readonly Vendor[] = ["wecom", "feishu", "dingtalk", "slack", "teams"];
const startMs = Date.UTC(2026, 10, 21, 9, 5);
const secret = "SEC-a-secret";
let nowMs = startMs;
let server: RobotServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
  nowMs = startMs;
});

const guard: GuardOptions = {
  resolve: async (host) =>
    host === "nowhere.example.com" ? Promise.reject(new Error("ENOTFOUND")) : [{ address: "127.0.0.1", family: 4 }],
  allowLoopback: true,
  timeouts: { connectMs: 5_000, wholeMs: 5_000 },
};
function message(text = "李老师，您好：\r\n\r\n预计峰值 **120,000** <!channel> & <@all>。", subject = "峰值确认 <b>"): OutgoingMessage {
  return { outreachId: "outreach_1", accountId: "acc_1", to: [], cc: [], subject, text, language: "zh-CN", calendar: null };
}
async function robot(
  vendor: Vendor,
  faults: readonly RobotFault[] = [],
): Promise<{ readonly server: RobotServer; readonly sender: RobotSender }> {
  server = await RobotServer.start({ vendor, secret: vendor === "feishu" || vendor === "dingtalk" ? secret : "", now: () => nowMs });
  server.faults.push(...faults);
  return { server, sender: { way: vendor, id: "r", name: "Group", url: server.url, secret, accountIds: ["acc_1"] } };
}
const post = (sender: RobotSender, given: OutgoingMessage = message()) => sendToRobot(sender, given, nowMs, guard);

it.each(vendors)("posts to a group of %s, as it is written", async (vendor) => {
  const { server, sender } = await robot(vendor);
  expect(await post(sender)).toEqual({ kind: "sent", fault: null });
  const posted: Record<Vendor, unknown> = {
    wecom: { msgtype: "text", text: { content: "峰值确认 <b>\n\n李老师，您好：\n\n预计峰值 **120,000** <!channel> & <@all>。" } },
    dingtalk: { msgtype: "text", text: { content: "峰值确认 <b>\n\n李老师，您好：\n\n预计峰值 **120,000** <!channel> & <@all>。" } },
    feishu: {
      timestamp: String(startMs / 1000),
      sign: expect.any(String),
      msg_type: "post",
      content: {
        post: {
          zh_cn: {
            title: "峰值确认 <b>",
            content: [
              [{ tag: "text", text: "李老师，您好：" }],
              [{ tag: "text", text: "" }],
              [{ tag: "text", text: "预计峰值 **120,000** <!channel> & <@all>。" }],
            ],
          },
        },
      },
    },
    slack: {
      text: "峰值确认 &lt;b&gt;",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "峰值确认 <b>", emoji: false } },
        {
          type: "section",
          text: { type: "plain_text", text: "李老师，您好：\n\n预计峰值 **120,000** <!channel> & <@all>。", emoji: false },
        },
      ],
    },
    teams: {
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.4",
            lang: "zh-CN",
            body: [
              { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "峰值确认 <b>", weight: "Bolder", size: "Medium" }] },
              { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "李老师，您好：" }] },
              { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "预计峰值 **120,000** <!channel> & <@all>。" }] },
            ],
          },
        },
      ],
    },
  };
  expect(server.posted).toEqual([posted[vendor]]);
});

const mostCharacters: Record<Vendor, number> = { wecom: 1361, feishu: 6750, dingtalk: 6645, slack: 147_000, teams: 9400 };
it.each(vendors)("sends %s what it takes and nothing that it would not", async (vendor) => {
  const { server, sender } = await robot(vendor);
  expect(await post(sender, message("好".repeat(mostCharacters[vendor]), "峰值"))).toEqual({ kind: "sent", fault: null });
  expect(await post(sender, message("好".repeat(mostCharacters[vendor] + 4000), "峰值"))).toEqual({ kind: "failed", fault: "too-large" });
  expect(server.requests).toBe(1);
  nowMs += 2_000;
  const lines = Array.from({ length: 40 }, (_, i) => `${i} ${"😀".repeat(14)}`).join("\n");
  expect(await post(sender, message(lines, "长".repeat(160)))).toEqual({ kind: "sent", fault: null });
  expect(JSON.stringify(server.posted)).not.toMatch(/\\ud[89a-f]/i);
});

it.each(vendors)("reads how %s refuses", async (vendor) => {
  const { sender } = await robot(vendor, [
    "gone",
    { status: 429, body: "", headers: { "retry-after": "90" } },
    { status: 503, body: "" },
    "redirect",
  ]);
  expect(await post(sender)).toEqual({ kind: "failed", fault: "robot-gone" });
  expect(await post(sender)).toEqual({ kind: "later", fault: "rate-limited", afterMs: 90_000, scope: "sender" });
  expect(await post(sender)).toEqual({ kind: "later", fault: "unreachable", afterMs: null, scope: "sender" });
  expect(await post(sender)).toEqual({ kind: "failed", fault: "refused" });
});

it.each(vendors)("does not know what became of a message when %s does not say", async (vendor) => {
  const faults: RobotFault[] = ["cut-early", "cut", "half", "huge", { status: 502, body: "" }, { status: 500, body: "" }];
  const { sender } = await robot(vendor, faults);
  for (const fault of faults) expect([fault, await post(sender)]).toEqual([fault, { kind: "unsure" }]);
});

it.each(["wecom", "feishu", "dingtalk"] as const)("takes no success from %s that it cannot read", async (vendor) => {
  const { sender } = await robot(vendor, [
    { status: 200, body: "<html>please sign in</html>" },
    { status: 200, body: "{}" },
    { status: 400, body: "no" },
  ]);
  expect([await post(sender), await post(sender), await post(sender)]).toEqual([
    { kind: "unsure" },
    { kind: "unsure" },
    { kind: "failed", fault: "refused" },
  ]);
});

const answers: readonly (readonly [Vendor, RobotFault, unknown])[] = [
  [
    "wecom",
    { status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' },
    { kind: "later", fault: "rate-limited", afterMs: 60_000, scope: "sender" },
  ],
  [
    "wecom",
    { status: 200, body: '{"errcode":-1,"errmsg":"system busy"}' },
    { kind: "later", fault: "refused", afterMs: null, scope: "sender" },
  ],
  [
    "wecom",
    { status: 200, body: '{"errcode":40058,"errmsg":"markdown.content exceed max length 4096"}' },
    { kind: "failed", fault: "too-large" },
  ],
  ["feishu", { status: 200, body: '{"StatusCode":0,"StatusMessage":"success"}' }, { kind: "sent", fault: null }],
  [
    "feishu",
    { status: 200, body: '{"code":9499,"msg":"too many request","data":{}}' },
    { kind: "later", fault: "rate-limited", afterMs: 60_000, scope: "sender" },
  ],
  ["feishu", { status: 200, body: '{"code":19024,"msg":"Key Words Not Found"}' }, { kind: "failed", fault: "refused" }],
  ["dingtalk", { status: 200, body: '{"errcode":310000,"errmsg":"keywords not in content"}' }, { kind: "failed", fault: "refused" }],
  [
    "dingtalk",
    { status: 200, body: '{"errcode":130101,"errmsg":"send too fast"}' },
    { kind: "later", fault: "rate-limited", afterMs: 600_000, scope: "sender" },
  ],
  ["slack", { status: 410, body: "channel_is_archived" }, { kind: "failed", fault: "robot-gone" }],
  ["slack", { status: 403, body: "action_prohibited" }, { kind: "failed", fault: "refused" }],
  ["teams", { status: 401, body: '{"error":{"code":"DirectApiAuthorizationRequired"}}' }, { kind: "failed", fault: "signature" }],
  [
    "teams",
    { status: 200, body: "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429" },
    { kind: "later", fault: "rate-limited", afterMs: 60_000, scope: "sender" },
  ],
];
it.each(answers)("understands %s: %o", async (vendor, fault, outcome) => {
  const { sender } = await robot(vendor, [fault]);
  expect(await post(sender)).toEqual(outcome);
});

it.each(["feishu", "dingtalk"] as const)("is refused by %s with a wrong secret or clock", async (vendor) => {
  const { server, sender } = await robot(vendor);
  expect(await post({ ...sender, secret: "SEC-another" })).toEqual({ kind: "failed", fault: "signature" });
  expect(await sendToRobot(sender, message(), nowMs - 2 * 3_600_000, guard)).toEqual({ kind: "failed", fault: "signature" });
  expect(server.posted).toEqual([]);
});

it.each(vendors)("keeps a pace that %s does not mind, over the full hour as well", async (vendor) => {
  const { server, sender } = await robot(vendor);
  const tries: number[] = [];
  nowMs = Date.UTC(2026, 10, 21, 9, 58, 30);
  const beganMs = nowMs;
  for (let i = 0; i < 120; i += 1) {
    nowMs = nextTryMs(vendor, tries, nowMs);
    tries.push(nowMs);
    expect(await post(sender)).toEqual({ kind: "sent", fault: null });
  }
  expect(server.posted).toHaveLength(120);
  const minutes = Math.round((nowMs - beganMs) / 60_000);
  expect(minutes).toBe({ wecom: 5, dingtalk: 5, feishu: 1, slack: 2, teams: 2 }[vendor]);
});

it("says where a robot's address leads before anything is sent", async () => {
  const { server, sender } = await robot("slack");
  const closed: GuardOptions = { ...guard, allowLoopback: false };
  expect(await testRobot(sender, guard)).toBeNull();
  expect(await testRobot(sender, closed)).toBe("private-address");
  expect(await sendToRobot(sender, message(), nowMs, closed)).toEqual({ kind: "failed", fault: "private-address" });
  const elsewhere = { ...sender, url: "https://robots.example.com/hook" };
  expect(await testRobot(elsewhere, guard)).toBe("private-address");
  expect(await testRobot({ ...sender, url: "https://nowhere.example.com/hook" }, guard)).toBe("unreachable");
  expect(await sendToRobot({ ...sender, url: "https://nowhere.example.com/hook" }, message(), nowMs, guard)).toEqual({
    kind: "later",
    fault: "unreachable",
    afterMs: null,
    scope: "sender",
  });
  expect(server.requests).toBe(0);
});

it("trusts no certificate but the system's, and finds nobody on a closed port", async () => {
  server = await RobotServer.start({ vendor: "slack", secret: "", now: () => nowMs, tls: true });
  const own = server.url.replace("127.0.0.1", "localhost");
  expect(await postGuarded(own, "{}", guard)).toEqual({ ok: false, error: { code: "certificate" } });
  const closed = own.replace("https:", "http:");
  await server.stop();
  expect(await postGuarded(closed, "{}", guard)).toEqual({ ok: false, error: { code: "lost", given: false } });
  expect(server.requests).toBe(0);
  server = null;
});
