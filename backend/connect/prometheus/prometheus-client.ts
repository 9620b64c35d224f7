import { z } from "zod";
import { SourceFault } from "../source-fault.ts";

const sample = z.tuple([z.number(), z.string()]);
const matrix = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.literal("matrix"),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(sample).default([]),
        histograms: z.array(z.unknown()).default([]),
      }),
    ),
  }),
  warnings: z.array(z.string()).default([]),
});
const failure = z.object({ status: z.literal("error"), errorType: z.string().default(""), error: z.string().default("") });

/** A series of an answer: `values` are seconds since the epoch and a number as text, `NaN` and `+Inf` among them. */
export interface RangeSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [number, string])[];
  readonly histograms: readonly unknown[];
}

export interface RangeAnswer {
  readonly series: readonly RangeSeries[];
  /** The answer is not whole: a store behind the source did not answer. */
  readonly warnings: readonly string[];
}

export interface RangeQuestion {
  readonly query: string;
  /** First and last instant at which the query is evaluated, an hour apart each; both inclusive. */
  readonly startMs: number;
  readonly endMs: number;
}

export interface PrometheusAccess {
  /** Address without the path of the API. */
  readonly url: string;
  /** Value of the Authorization header; null = none. */
  readonly authorization: string | null;
  readonly timeoutMs: number;
  readonly answerBytes: number;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
}

const stepS = 3_600;
const longestDetail = 300;

/** Milliseconds of a Retry-After header, in seconds or as a date; null = there is none that can be meant. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** Throws SourceFault. */
export async function askRange(access: PrometheusAccess, question: RangeQuestion): Promise<RangeAnswer> {
  const base = access.url.endsWith("/") ? access.url : `${access.url}/`;
  const timeout = AbortSignal.timeout(access.timeoutMs);
  const body = new URLSearchParams({
    query: question.query,
    start: String(question.startMs / 1_000),
    end: String(question.endMs / 1_000),
    step: String(stepS),
    timeout: `${access.timeoutMs}ms`,
  });
  try {
    const answer = await access.fetch(new URL("api/v1/query_range", base), {
      method: "POST",
      body,
      redirect: "manual",
      headers: {
        accept: "application/json",
        "content-type": "application/x-www-form-urlencoded",
        ...(access.authorization === null ? {} : { authorization: access.authorization }),
      },
      signal: AbortSignal.any([access.signal, timeout]),
    });
    const text = await textOf(answer, access.answerBytes);
    if (answer.status !== 200) throw faultOf(answer, text, access.nowMs());
    return answerOf(text);
  } catch (error) {
    if (error instanceof SourceFault) throw error;
    access.signal.throwIfAborted();
    if (timeout.aborted) throw new SourceFault("timed-out", `no whole answer within ${access.timeoutMs / 1_000} s`);
    throw new SourceFault("unreachable", codeOf(error));
  }
}

/** The system's word for what went wrong, without the address: that may hold names of the inside. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code).slice(0, 60) : "the connection broke off";
}

/** Held whole to be parsed, so its size is limited. */
async function textOf(answer: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.byteLength;
    if (length > most) throw new SourceFault("answer-too-large", `more than ${Math.round(most / 1_048_576)} MiB`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function faultOf(answer: Response, text: string, nowMs: number): SourceFault {
  const said = failure.safeParse(parsed(text));
  const detail = said.success ? `${said.data.errorType}: ${said.data.error}`.slice(0, longestDetail) : `HTTP ${answer.status}`;
  const waitMs = retryAfterMs(answer.headers.get("retry-after"), nowMs);
  const { status } = answer;
  if (status >= 300 && status < 400) return new SourceFault("redirected", `HTTP ${status}`);
  if (status === 401 || status === 403 || status === 407) return new SourceFault("credentials-refused", `HTTP ${status}`);
  if (status === 429) return new SourceFault("too-many-requests", detail, waitMs);
  if (status === 503 && said.success && said.data.errorType === "timeout") return new SourceFault("timed-out", detail, waitMs);
  // 422: it cannot be carried out, mostly because it would read too many samples.
  if (status === 422) return new SourceFault("answer-too-large", detail);
  if (status === 400 && said.success) return new SourceFault("bad-query", detail);
  return new SourceFault(status >= 500 ? "source-failed" : "bad-answer", detail, waitMs);
}

function answerOf(text: string): RangeAnswer {
  const json = parsed(text);
  const answer = matrix.safeParse(json);
  if (answer.success) return { series: answer.data.data.result, warnings: answer.data.warnings };
  const said = failure.safeParse(json);
  if (said.success) throw new SourceFault("bad-query", `${said.data.errorType}: ${said.data.error}`.slice(0, longestDetail));
  throw new SourceFault("bad-answer", "not an answer of the API of Prometheus");
}
