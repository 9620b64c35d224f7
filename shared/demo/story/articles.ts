import type { ArticleUse } from "../../domain/knowledge/article-use.ts";
import type { Article, ArticleText } from "../../domain/knowledge/article.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { dice } from "../dice.ts";
import { ownAccounts } from "../size.ts";
import { articlesEn } from "../text/articles-en.ts";
import { articlesZh } from "../text/articles-zh.ts";
import type { ToldTrouble } from "./incident-log.ts";
import { instantOf } from "./instants.ts";

interface Facts {
  /** Topic of the incidents that it is for, as their component names it; null = any. */
  readonly component: string | null;
  /** Of several articles of a topic, what the log of an incident says that this one is for. */
  readonly says?: RegExp;
  readonly regions?: readonly string[];
  readonly carriers?: readonly string[];
  readonly platforms?: readonly string[];
  readonly sdkRange?: string;
  readonly tags?: readonly string[];
  /** Days before the end on which its version in force was written. */
  readonly daysAgo: number;
  /** Versions so far; 1 where it was never changed. */
  readonly versions?: number;
  readonly retired?: true;
}

const cnCarriers = ["telecom", "mobile", "unicom"] as const;

/** What the company knows, by key. Texts are in articles-zh.ts and articles-en.ts; who is missing in one is not written in that language. */
const facts: Readonly<Record<string, Facts>> = {
  "publish-reconnect-storm": {
    component: "publish-fail",
    says: /限频|rate limit/,
    sdkRange: ">=4.8.0",
    tags: ["重连", "reconnect"],
    daysAgo: 61,
    versions: 3,
  },
  "publish-access-saturated": { component: "publish-fail", says: /打满|saturated/, daysAgo: 150, versions: 2 },
  "join-scheduler-shard": { component: "join-timeout", tags: ["调度", "scheduler"], daysAgo: 96, versions: 2 },
  "join-token-service-slow": { component: "join-timeout", says: /鉴权慢|token service/, daysAgo: 210 },
  "token-expiry": { component: null, tags: ["令牌", "token"], daysAgo: 420 },
  "clock-drift-token": { component: null, tags: ["NTP"], daysAgo: 500 },
  "carrier-evening-congestion": { component: "carrier-freeze", daysAgo: 45, versions: 2 },
  "viettel-evening": { component: "carrier-freeze", regions: ["ap-southeast"], carriers: ["Viettel"], daysAgo: 6, says: /Viettel/ },
  "cn-exit-congestion": {
    component: "carrier-freeze",
    regions: ["cn-east", "cn-south", "cn-north"],
    carriers: cnCarriers,
    daysAgo: 120,
    says: /电信|移动|联通/,
  },
  "weak-network-settings": { component: null, tags: ["弱网", "weak network"], daysAgo: 390 },
  "turn-tcp-fallback": { component: null, tags: ["TURN", "UDP"], daysAgo: 260 },
  "mixer-large-rooms": { component: "audio-choppy", daysAgo: 84, versions: 2 },
  "bluetooth-route": { component: "echo", says: /蓝牙|luetooth/, platforms: ["android", "ios"], tags: ["蓝牙"], daysAgo: 175 },
  "leased-line-cut": { component: "delay", daysAgo: 38 },
  "cross-region-placement": { component: "delay", says: /跨区房间都|never/, daysAgo: 405 },
  "first-frame-dns-prefetch": { component: "first-frame", says: /DNS/, sdkRange: ">=4.9.0 <4.10.0", daysAgo: 58, versions: 2 },
  "first-frame-decoder": { component: "first-frame", says: /硬解|decod/, platforms: ["android"], daysAgo: 230 },
  "cdn-first-frame": { component: "first-frame", says: /CDN/, tags: ["CDN"], daysAgo: 430 },
  "black-screen-h265": { component: "black-screen", says: /H\.265/, daysAgo: 132, versions: 2 },
  "black-screen-key-frames": { component: "black-screen", says: /转码任务|lost key frames/, daysAgo: 74 },
  "agent-recognition-throttled": { component: "agent-latency", says: /链路抖动|jitter on the link/, daysAgo: 49 },
  "agent-barge-in": { component: "agent-latency", says: /静音检测阈值过高|silence threshold is too/, daysAgo: 102 },
  "site-power-loss": { component: "node-down", says: /掉电|dark/, daysAgo: 300, versions: 3 },
  "site-routes-withdrawn": { component: "node-down", says: /误撤|withdrawn/, daysAgo: 166 },
  "crash-double-release": {
    component: "crash",
    says: /释放两次|released twice/,
    sdkRange: ">=4.8.0 <4.9.2",
    platforms: ["android", "ios"],
    daysAgo: 140,
    versions: 2,
  },
  "crash-camera-callbacks": { component: "crash", says: /相机回调|camera callbacks/, platforms: ["android"], daysAgo: 92 },
  "android-background-capture": { component: null, platforms: ["android"], tags: ["后台", "background"], daysAgo: 370 },
  "ios-audio-session": { component: null, platforms: ["ios"], tags: ["音频会话", "audio session"], daysAgo: 412 },
  "recording-last-slice": { component: "recording", says: /最后一片|last slice/, daysAgo: 110 },
  "recording-out-of-sync": { component: "recording", says: /时间戳|timestamps/, daysAgo: 155 },
  "callback-slow-endpoint": { component: "callback", says: /超过 5 秒|more than 5 s/, daysAgo: 88 },
  "callback-duplicates": { component: "callback", says: /两边都投递|Both gateways/, daysAgo: 205 },
  "echo-device-parameters": { component: "echo", says: /系统音效|system effect/, platforms: ["android"], daysAgo: 66 },
  "howling-sound-card": { component: "echo", says: /声卡|The card/, daysAgo: 190 },
  "billing-definitions": { component: "billing", daysAgo: 240, versions: 2 },
  "quota-for-events": { component: "quota", says: /资源池|pool/, daysAgo: 53 },
  "load-test-window": { component: "quota", says: /压测窗口避开|test must stay/, daysAgo: 380 },
  "commerce-prewarm": { component: null, tags: ["大促", "peak"], daysAgo: 23, versions: 4 },
  "sdk-upgrade-breaking": { component: "upgrade", says: /签名变化|signature/, sdkRange: ">=4.6.0 <4.9.0", daysAgo: 118 },
  "slim-package": { component: "upgrade", says: /可以减少|smaller/, daysAgo: 395 },
  "gift-channel": { component: "im-lost", says: /频控|message rate/, daysAgo: 77 },
  "signalling-rolling-upgrade": { component: "im-lost", says: /滚动升级|one by one/, daysAgo: 29 },
  "whiteboard-full-refresh": { component: "whiteboard", says: /全量|full state/, daysAgo: 145 },
  "courseware-codec": { component: "whiteboard", says: /内嵌视频|embed a video/, daysAgo: 275 },
  "multi-bitrate": { component: null, daysAgo: 450 },
  "udp-port-range": { component: null, sdkRange: "<4.6.0", daysAgo: 415, versions: 2, retired: true },
};

const authors = ["usr_tang_yue", "usr_he_jing", "usr_ben_carter", "usr_aisha_khan", demoUserId] as const;
const dayMs = 86_400_000;

/** Versions of all articles: what each was before, and what is in force. `learntFrom` = ids of incidents by key, of what is in the company. */
export function articlesOf(endMs: number, learntFrom: ReadonlyMap<string, readonly string[]>): readonly Article[] {
  const midnightMs = Math.floor(endMs / dayMs) * dayMs;
  return Object.entries(facts).flatMap(([key, fact], place) => {
    const count = fact.versions ?? 1;
    return Array.from({ length: count }, (_, i): Article => {
      const last = i === count - 1;
      const en = textOf(articlesEn[key], last);
      return {
        id: `art_${key.replaceAll("-", "_")}_${i + 1}`,
        key,
        version: i + 1,
        state: last && fact.retired === true ? "retired" : "published",
        zh: textOf(articlesZh[key], last),
        // The first version was written in one language.
        en: i === 0 && count > 1 && articlesZh[key] !== undefined ? null : en,
        component: fact.component,
        regions: [...(fact.regions ?? [])],
        carriers: [...(fact.carriers ?? [])],
        platforms: [...(fact.platforms ?? [])],
        sdkRange: fact.sdkRange ?? "",
        tags: [...(fact.tags ?? [])],
        incidentIds: i === 0 && count > 1 ? [] : [...(learntFrom.get(key) ?? [])],
        authorId: authors[(place + i) % authors.length] ?? demoUserId,
        at: instantOf(midnightMs - (fact.daysAgo + (count - 1 - i) * 70) * dayMs + (2 + (place % 7)) * 3_600_000),
        note: i === 0 ? "" : noteOf(i),
      };
    });
  });
}

function noteOf(version: number): string {
  return version === 1
    ? "补充英文与关联故障 · English added, incidents linked"
    : "根据近期故障修订处理步骤 · Steps revised after recent incidents";
}

/** Earlier versions had no cautions and knew the first step of the solution only. */
function textOf(text: readonly [string, string, string, string, string] | undefined, whole: boolean): ArticleText | null {
  if (text === undefined) return null;
  const [title, symptom, investigation, solution, cautions] = text;
  return { title, symptom, investigation, solution: whole ? solution : (solution.split("\n")[0] ?? ""), cautions: whole ? cautions : "" };
}

/** Keys of the articles that are about this incident: of its topic, and of what its log says. */
export function articlesAbout({ trouble, incident, events }: ToldTrouble): readonly string[] {
  const log = [incident.title, ...events.map((event) => event.text)].join("\n");
  return Object.entries(facts)
    .filter(
      ([, { component, says, retired }]) => component === trouble.topic.key && retired !== true && (says === undefined || says.test(log)),
    )
    .map(([key]) => key);
}

const articleCount = Object.values(facts).reduce((sum, { versions = 1 }) => sum + versions, 0);

/** Lines of talk that a customer of the demo user's gives up, so that articles find room among as many records as ever. */
export function roomForArticles(cast: Pick<Cast, "own" | "index">): number {
  if (!cast.own) return 0;
  return Math.floor(articleCount / ownAccounts) + (cast.index < articleCount % ownAccounts ? 1 : 0);
}

const usesAtMost = 2;

/** What people said of articles at this customer's incidents; a tenth of the incidents that have an article were solved with it. */
export function articleUsesOf(cast: Cast, troubles: readonly ToldTrouble[], endMs: number): readonly ArticleUse[] {
  if (!cast.own) return [];
  const die = dice(cast.seed, "article-uses");
  const uses: ArticleUse[] = [];
  for (const told of troubles) {
    const [key] = articlesAbout(told);
    const { resolvedMs } = told.trouble;
    if (key === undefined || resolvedMs === null || uses.length >= usesAtMost || !die.chance(0.45)) continue;
    uses.push({
      id: `aru_${told.trouble.id.slice(4)}`,
      accountId: cast.account.id,
      incidentId: told.trouble.id,
      articleKey: key,
      verdict: die.weighted([
        { verdict: "solved" as const, weight: 5 },
        { verdict: "helped" as const, weight: 4 },
        { verdict: "not_helpful" as const, weight: 1 },
      ]).verdict,
      byId: die.pick(authors),
      at: instantOf(Math.min(endMs, resolvedMs + die.int(5, 300) * 60_000)),
    });
  }
  return uses;
}
