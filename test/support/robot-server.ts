import { createHmac } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { localhostCertificate, localhostKey } from "./localhost-certificate.ts";

export type Vendor = "wecom" | "feishu" | "dingtalk" | "slack" | "teams";
export interface RobotServerOptions {
  readonly vendor: Vendor;
  /** Empty = the robot does not ask for a signature. */
  readonly secret: string;
  readonly now: () => number;
  readonly tls?: boolean;
}
interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}
/** What happens to the next request instead. `cut-early`: before it is read; `cut`: when it has been posted, without an answer. */
export type RobotFault = "cut-early" | "cut" | "gone" | "half" | "huge" | "redirect" | Answer;

const minute = 60_000;
const wrongSign: Record<"feishu" | "dingtalk", string> = {
  feishu: '{"code":19021,"data":{},"msg":"sign match fail or timestamp is not within one hour from current time"}',
  dingtalk: '{"errcode":310000,"errmsg":"sign not match"}',
};

function json(value: unknown): Answer {
  return { status: 200, body: JSON.stringify(value) };
}

/** A group's robot on this machine that holds whoever posts to its vendor's limits, signature and pace, and refuses as the vendor does. */
export class RobotServer {
  /** Bodies that were posted to the group. */
  readonly posted: unknown[] = [];
  readonly faults: RobotFault[] = [];
  requests = 0;
  url = "";
  readonly #server: Server;
  readonly #options: RobotServerOptions;
  #arrivals: number[] = [];
  #blockedUntilMs = 0;

  private constructor(options: RobotServerOptions) {
    this.#options = options;
    const answer = (request: IncomingMessage, response: ServerResponse): void => void this.#serve(request, response);
    this.#server = options.tls === true ? createTlsServer({ key: localhostKey, cert: localhostCertificate }, answer) : createServer(answer);
  }

  static async start(options: RobotServerOptions): Promise<RobotServer> {
    const server = new RobotServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    const { port } = server.#server.address() as AddressInfo;
    server.url = `${options.tls === true ? "https" : "http"}://127.0.0.1:${port}/robot/send?access_token=t0ken`;
    return server;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const fault = this.faults.shift();
    if (fault === "cut-early") return void request.socket.destroy();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString("utf8");
    if (fault === "cut") {
      this.posted.push(JSON.parse(text));
      return void request.socket.destroy();
    }
    if (fault === "half") {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"errcode":');
      return void setImmediate(() => request.socket.destroy());
    }
    const answer = typeof fault === "object" ? fault : this.#answer(fault, request, text);
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body);
  }

  #answer(fault: "gone" | "huge" | "redirect" | undefined, request: IncomingMessage, text: string): Answer {
    if (fault === "redirect") return { status: 302, body: "", headers: { location: "http://169.254.169.254/latest/meta-data" } };
    if (fault === "huge") return { status: 200, body: "x".repeat(1_000_000) };
    if (fault === "gone") return this.#gone();
    if (request.method !== "POST" || request.headers["content-type"]?.startsWith("application/json") !== true)
      return { status: 400, body: "" };
    const url = new URL(request.url ?? "/", "http://robot");
    const refused = this.#tooFast() ?? this.#refusal(url, text);
    if (refused !== null) return refused;
    this.posted.push(JSON.parse(text));
    return this.#accepted();
  }

  #accepted(): Answer {
    switch (this.#options.vendor) {
      case "wecom":
      case "dingtalk":
        return json({ errcode: 0, errmsg: "ok" });
      case "feishu":
        return json({ code: 0, data: {}, msg: "success" });
      case "slack":
        return { status: 200, body: "ok" };
      case "teams":
        return { status: 202, body: "" };
    }
  }

  #gone(): Answer {
    switch (this.#options.vendor) {
      case "wecom":
        return json({ errcode: 93_000, errmsg: "invalid webhook url, hint: [1], from ip: 127.0.0.1" });
      case "dingtalk":
        return json({ errcode: 300_005, errmsg: "token is not exist" });
      case "feishu":
        return { status: 400, body: '{"code":19001,"data":{},"msg":"param invalid: incoming webhook access token invalid"}' };
      case "slack":
        return { status: 404, body: "no_service" };
      case "teams":
        return { status: 404, body: '{"error":{"code":"WorkflowNotFound","message":"The workflow could not be found."}}' };
    }
  }

  #tooFast(): Answer | null {
    const { vendor } = this.#options;
    const nowMs = this.#options.now();
    if (nowMs < this.#blockedUntilMs) return json({ errcode: 130_101, errmsg: "send too fast, exceed 20 times per minute" });
    this.#arrivals = [...this.#arrivals.filter((at) => at > nowMs - minute), nowMs];
    const within = (ms: number): number => this.#arrivals.filter((at) => at > nowMs - ms).length;
    if (vendor === "wecom" && within(minute) > 20) return json({ errcode: 45_009, errmsg: "api freq out of limit" });
    if (vendor === "dingtalk" && within(minute) > 20) {
      this.#blockedUntilMs = nowMs + 10 * minute;
      return json({ errcode: 130_101, errmsg: "send too fast, exceed 20 times per minute" });
    }
    const isCrowded = nowMs % (30 * minute) < 20_000;
    if (vendor === "feishu" && (within(1000) > 5 || within(minute) > 100 || isCrowded))
      return json({ code: 11_232, data: {}, msg: "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]" });
    if ((vendor === "slack" || vendor === "teams") && within(1000) > 1) return { status: 429, body: "", headers: { "retry-after": "30" } };
    return null;
  }

  #refusal(url: URL, text: string): Answer | null {
    const { vendor, secret, now } = this.#options;
    const length = Buffer.byteLength(text);
    const body = JSON.parse(text) as Record<string, unknown>;
    switch (vendor) {
      case "wecom": {
        const type = String(body["msgtype"]);
        const { content } = body[type] as { content: string };
        const most = type === "text" ? 2048 : 4096;
        return Buffer.byteLength(content) > most ? json({ errcode: 40_058, errmsg: `${type}.content exceed max length ${most}` }) : null;
      }
      case "feishu": {
        if (length > 20 * 1024) return json({ code: 9_499, msg: "Bad Request", data: {} });
        const stamp = String(body["timestamp"]);
        const sign = createHmac("sha256", `${stamp}\n${secret}`).update("").digest("base64");
        const isFresh = Math.abs(Number(stamp) - now() / 1000) < 3600;
        return secret !== "" && !(isFresh && sign === body["sign"]) ? { status: 200, body: wrongSign.feishu } : null;
      }
      case "dingtalk": {
        if (length > 20_000) return json({ errcode: 460_101, errmsg: "message too long, exceed 20000 bytes" });
        const stamp = url.searchParams.get("timestamp") ?? "";
        const sign = createHmac("sha256", secret).update(`${stamp}\n${secret}`).digest("base64");
        const isRight = url.searchParams.get("access_token") === "t0ken" && sign === url.searchParams.get("sign");
        return secret !== "" && !(isRight && Math.abs(Number(stamp) - now()) < 60 * minute)
          ? { status: 200, body: wrongSign.dingtalk }
          : null;
      }
      case "slack": {
        const blocks = (body["blocks"] ?? []) as { type: string; text: { text: string } }[];
        const isFine = blocks.length <= 50 && blocks.every(({ type, text }) => text.text.length <= (type === "header" ? 150 : 3000));
        return isFine ? null : { status: 400, body: "invalid_blocks" };
      }
      case "teams":
        return length > 28 * 1024 ? { status: 413, body: "" } : null;
    }
  }
}
