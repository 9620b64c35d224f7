import { z } from "zod";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { RobotWay } from "./robot-request.ts";
import { type SendOutcome, failed, later, sentWell, unsure } from "./send-outcome.ts";

export interface RobotAnswer {
  readonly status: number;
  /** Header `Retry-After`; null = there was none. */
  readonly retryAfter: string | null;
  readonly body: string;
}

const coded = z.looseObject({
  errcode: z.number().optional(),
  errmsg: z.string().optional(),
  code: z.number().optional(),
  msg: z.string().optional(),
  StatusCode: z.number().optional(),
});
const minuteMs = 60_000;
/** DingTalk takes nothing for ten minutes from a robot that was too fast. */
const dingtalkPauseMs = 10 * minuteMs;
const longestPauseMs = 60 * minuteMs;

function readCoded(body: string): z.infer<typeof coded> | null {
  try {
    const parsed = coded.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Seconds, as the vendors send it; a date or nonsense counts as not said. */
function pauseMs(retryAfter: string | null): number | null {
  const seconds = retryAfter === null || !/^\d{1,6}$/.test(retryAfter) ? null : Number(retryAfter);
  return seconds === null ? null : Math.min(seconds * 1000, longestPauseMs);
}

/** Global error codes of WeCom's server API; -1 is "busy". */
function wecomOutcome(code: number, message: string): SendOutcome {
  if (code === 0) return sentWell;
  if (code === -1) return later("refused");
  if (code === 45_009 || code === 45_033) return later("rate-limited", minuteMs);
  if (code === 45_002 || (code === 40_058 && /max length/i.test(message))) return failed("too-large");
  if (code === 93_000 || code === 93_004 || code === 93_008) return failed("robot-gone");
  return failed("refused");
}

/** Custom bot of Feishu: 9499 stands for a bad request and, with those words, for too many. */
function feishuOutcome(code: number, message: string): SendOutcome {
  if (code === 0) return sentWell;
  if (code === 11_232 || code === 99_991_400 || (code === 9_499 && /too many/i.test(message))) return later("rate-limited", minuteMs);
  if (code === 19_021) return failed("signature");
  if (code === 19_001) return failed("robot-gone");
  if (code === 230_025 || /too (large|long)|exceed/i.test(message)) return failed("too-large");
  return failed("refused");
}

/** Custom robot of DingTalk: 310000 is any of its three security settings, told apart by its words. */
function dingtalkOutcome(code: number, message: string): SendOutcome {
  if (code === 0) return sentWell;
  if (code === -1) return later("refused");
  if (code === 130_101 || code === 410_100 || code === 90_030) return later("rate-limited", dingtalkPauseMs);
  if (code === 310_000) return failed(/sign|timestamp|签名|时间戳/i.test(message) ? "signature" : "refused");
  if ([300_001, 300_005, 400_101, 400_102, 400_013, 43_004].includes(code)) return failed("robot-gone");
  if (code === 460_101 || /too long|exceed/i.test(message)) return failed("too-large");
  return failed("refused");
}

/** Slack answers 200 and `ok`, or a status and a word. */
function slackOutcome({ status, body }: RobotAnswer): SendOutcome {
  if (status === 200) return body.trim() === "ok" ? sentWell : unsure;
  if (status === 404 || status === 410 || /no_service|no_team|invalid_token|no_active_hooks/.test(body)) return failed("robot-gone");
  return failed("refused");
}

/** A workflow answers 202; connectors, which it replaced, say in the text of a 200 what Teams answered them. */
function teamsOutcome({ status, body }: RobotAnswer): SendOutcome {
  const behind = /HTTP error (\d{3})/.exec(body)?.[1];
  if (status < 300) {
    if (behind === undefined) return sentWell;
    if (behind === "429") return later("rate-limited", minuteMs);
    return failed(behind === "413" ? "too-large" : "refused");
  }
  if (status === 401 || status === 403) return failed("signature");
  if (status === 404 || status === 410 || /WorkflowTriggerIsNotEnabled|WorkflowNotFound/.test(body)) return failed("robot-gone");
  return failed("refused");
}

function byCode(way: "wecom" | "feishu" | "dingtalk", answer: RobotAnswer): SendOutcome {
  const read = readCoded(answer.body);
  const code = way === "feishu" ? (read?.code ?? read?.StatusCode) : read?.errcode;
  // A vendor's own words count whatever the status; a success that cannot be read proves nothing.
  if (read === null || code === undefined) return answer.status < 300 ? unsure : failed("refused");
  const message = (way === "feishu" ? read.msg : read.errmsg) ?? "";
  if (code === 0 && answer.status >= 300) return unsure;
  switch (way) {
    case "wecom":
      return wecomOutcome(code, message);
    case "feishu":
      return feishuOutcome(code, message);
    case "dingtalk":
      return dingtalkOutcome(code, message);
    default:
      return assertNever(way);
  }
}

/** What a robot's answer says became of the message. WeCom, Feishu and DingTalk refuse with status 200 and a code in the body. */
export function robotOutcome(way: RobotWay, answer: RobotAnswer): SendOutcome {
  const { status } = answer;
  if (status === 429) return later("rate-limited", pauseMs(answer.retryAfter) ?? (way === "dingtalk" ? dingtalkPauseMs : minuteMs));
  // 503 takes nothing (RFC 9110, 15.6.4); behind any other 5xx it may have gone on.
  if (status === 503) return later("unreachable", pauseMs(answer.retryAfter));
  if (status >= 500) return unsure;
  if (status >= 300 && status < 400) return failed("refused");
  if (status === 413) return failed("too-large");
  switch (way) {
    case "wecom":
    case "feishu":
    case "dingtalk":
      return byCode(way, answer);
    case "slack":
      return slackOutcome(answer);
    case "teams":
      return teamsOutcome(answer);
    default:
      return assertNever(way);
  }
}
