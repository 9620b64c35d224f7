import { createHmac } from "node:crypto";
import type { OutgoingMessage } from "../../../shared/bridge/messages.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { RobotSender } from "../services/senders.ts";

export type RobotWay = RobotSender["way"];
export interface RobotRequest {
  readonly url: string;
  readonly body: string;
}

/** WeCom, group robot: content of `text` and of `markdown`, in bytes of UTF-8. */
const wecomTextBytes = 2048;
const wecomMarkdownBytes = 4096;
/** Whole bodies: Feishu custom bot 20 KB, DingTalk 20,000 bytes, Teams message 28 KB. */
const feishuBodyBytes = 20 * 1024;
const dingtalkBodyBytes = 20_000;
const teamsBodyBytes = 28 * 1024;
/** Slack, Block Kit: text of a header and of a section in characters, blocks of a message. */
const slackHeaderCharacters = 150;
const slackSectionCharacters = 3000;
const slackBlocks = 50;

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

function lines(text: string): string[] {
  return text.split(/\r\n?|\n/);
}

function plain({ subject, text }: OutgoingMessage): string {
  return `${subject}\n\n${lines(text).join("\n")}`;
}

/** Feishu: the key is `timestamp\nsecret`, and nothing is signed with it. Seconds since 1970. */
export function feishuSign(secret: string, timestampS: number): string {
  return createHmac("sha256", `${timestampS}\n${secret}`).update("").digest("base64");
}

/** DingTalk: the secret is the key, `timestamp\nsecret` is signed. Milliseconds since 1970. */
export function dingtalkSign(secret: string, timestampMs: number): string {
  return createHmac("sha256", secret).update(`${timestampMs}\n${secret}`).digest("base64");
}

function wecomBody(message: OutgoingMessage): unknown {
  const content = plain(message);
  if (bytes(content) <= wecomTextBytes) return { msgtype: "text", text: { content } };
  return bytes(content) <= wecomMarkdownBytes ? { msgtype: "markdown", markdown: { content } } : null;
}

function feishuBody(message: OutgoingMessage, secret: string, nowMs: number): unknown {
  const timestampS = Math.floor(nowMs / 1000);
  const content = lines(message.text).map((text) => [{ tag: "text", text }]);
  return {
    ...(secret === "" ? {} : { timestamp: String(timestampS), sign: feishuSign(secret, timestampS) }),
    msg_type: "post",
    content: { post: { [message.language.startsWith("zh") ? "zh_cn" : "en_us"]: { title: message.subject, content } } },
  };
}

/** Pieces of at most `most` UTF-16 units, between lines where that goes, never within a character. */
function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > most) {
    let cut = rest.lastIndexOf("\n", most);
    if (cut <= 0) cut = /[\uD800-\uDBFF]$/.test(rest.slice(0, most)) ? most - 1 : most;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).replace(/^\n/, "");
  }
  return rest === "" ? found : [...found, rest];
}

function slackBody(message: OutgoingMessage): unknown {
  const text = lines(message.text).join("\n");
  const inHeader = message.subject.length <= slackHeaderCharacters;
  const sections = pieces(inHeader ? text : plain(message), slackSectionCharacters);
  const blocks = [
    ...(inHeader ? [{ type: "header", text: { type: "plain_text", text: message.subject, emoji: false } }] : []),
    ...sections.map((part) => ({ type: "section", text: { type: "plain_text", text: part, emoji: false } })),
  ];
  // The line of a notification is markup: these three would be read as such.
  const fallback = message.subject.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return blocks.length <= slackBlocks ? { text: fallback, blocks } : null;
}

function teamsBody(message: OutgoingMessage): unknown {
  // Runs of text are shown as they are; a TextBlock would read them as markup.
  const run = (text: string, more: object = {}) => ({ type: "RichTextBlock", inlines: [{ type: "TextRun", text, ...more }] });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          lang: message.language,
          body: [
            run(message.subject, { weight: "Bolder", size: "Medium" }),
            ...lines(message.text)
              .filter((text) => text.trim() !== "")
              .map((text) => run(text)),
          ],
        },
      },
    ],
  };
}

function signedUrl(robot: RobotSender, nowMs: number): string {
  if (robot.way !== "dingtalk" || robot.secret === "") return robot.url;
  const url = new URL(robot.url);
  url.searchParams.set("timestamp", String(nowMs));
  url.searchParams.set("sign", dingtalkSign(robot.secret, nowMs));
  return url.href;
}

function bodyOf(robot: RobotSender, message: OutgoingMessage, nowMs: number): { readonly body: unknown; readonly mostBytes: number } {
  switch (robot.way) {
    case "wecom":
      return { body: wecomBody(message), mostBytes: Number.POSITIVE_INFINITY };
    case "feishu":
      return { body: feishuBody(message, robot.secret, nowMs), mostBytes: feishuBodyBytes };
    case "dingtalk":
      return { body: { msgtype: "text", text: { content: plain(message) } }, mostBytes: dingtalkBodyBytes };
    case "slack":
      return { body: slackBody(message), mostBytes: Number.POSITIVE_INFINITY };
    case "teams":
      return { body: teamsBody(message), mostBytes: teamsBodyBytes };
    default:
      return assertNever(robot.way);
  }
}

/** The request that puts a message into a robot's group, as each vendor documents it. null = it is longer than the vendor takes. */
export function robotRequest(robot: RobotSender, message: OutgoingMessage, nowMs: number): RobotRequest | null {
  const { body, mostBytes } = bodyOf(robot, message, nowMs);
  if (body === null) return null;
  const text = JSON.stringify(body);
  return bytes(text) <= mostBytes ? { url: signedUrl(robot, nowMs), body: text } : null;
}
