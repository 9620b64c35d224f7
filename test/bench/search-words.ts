import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import { mediaTopics } from "../../shared/demo/text/media-topics.ts";
import { serviceTopics } from "../../shared/demo/text/service-topics.ts";
import { logText } from "../../shared/demo/text/log-text.ts";
import { articlesEn } from "../../shared/demo/text/articles-en.ts";
import { articlesZh } from "../../shared/demo/text/articles-zh.ts";
import { Engine } from "../../renderer/data/engine.ts";
import { search } from "../../renderer/data/queries/search.ts";
import { seenBefore } from "../../renderer/data/queries/seen-before.ts";
import type { Bench, BenchSize } from "./bench.ts";

const incidentCount: Readonly<Record<BenchSize, number>> = { desk: 2_000, team: 10_000, region: 40_000 };
const articleCount: Readonly<Record<BenchSize, number>> = { desk: 100, team: 500, region: 2_000 };

/** A key at a time, in both languages: names, titles, words of logs and sections, pinyin. */
const typed = [
  "推流失败",
  "重连退避",
  "tuiliu",
  "tlsb",
  "jrjd",
  "publish rate limit",
  "echo cancellation",
  "华东卡顿",
  "inc-12345",
  "晚高峰 电信",
  "firewall",
  "wan gao feng",
];
const strokes = typed.flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1)));

const places = ["华东", "华南", "华北", "新加坡", "孟买", "Jakarta", "Dubai", "Virginia"];
const topics = [...mediaTopics, ...serviceTopics];

function filled(text: string, n: number): string {
  return text
    .replaceAll("{region}", places[n % places.length] ?? "")
    .replaceAll("{carrier}", ["电信", "移动", "Jio", "Viettel"][n % 4] ?? "")
    .replaceAll("{sdk}", `4.${n % 10}.${n % 7}`)
    .replace(/\{\w+\}/g, String(n % 97));
}

/** Incidents as the demonstration company tells them, six entries each. */
function bookOf(size: BenchSize): { readonly engine: Engine; readonly texts: readonly string[] } {
  const engine = new Engine(
    () => Promise.resolve([]),
    () => undefined,
  );
  const at = "2026-10-01T00:00:00.000Z";
  const texts: string[] = [];
  const incidents: object[] = [];
  const events: object[] = [];
  for (let i = 0; i < incidentCount[size]; i += 1) {
    const language = i % 3 === 0 ? "en" : "zh";
    const topic = topics[i % topics.length]?.[language];
    if (topic === undefined) continue;
    const pick = (lines: readonly string[]): string => filled(lines[i % lines.length] ?? "", i);
    const words = logText[language];
    const title = pick(topic.titles);
    const log = [topic.report, words.accepted, words.firstResponse, topic.finding, [topic.cause], topic.fix].map(pick);
    const shared = { accountId: `acc_${i % 500}`, severity: "P2", state: "closed", holderGroup: null, holderName: null, rev: i + 1 };
    incidents.push({
      ...shared,
      id: `inc_${i}`,
      number: `INC-${10_000 + i}`,
      kind: "incident",
      title,
      openedAt: at,
      resolvedAt: at,
      closedAt: at,
      region: null,
      sourceMadeSla: null,
    });
    for (const [ordinal, text] of log.entries()) {
      events.push({
        ...shared,
        id: `iev_${i}_${ordinal}`,
        incidentId: `inc_${i}`,
        at,
        ordinal,
        type: "updated",
        actor: null,
        text,
        source: null,
      });
    }
    texts.push([title, ...log].join("\n"));
  }
  const keys = Object.keys(articlesEn);
  const articles = Array.from({ length: articleCount[size] }, (_, i) => {
    const key = keys[i % keys.length] ?? "";
    const textOf = (source: typeof articlesEn): object | null => {
      const text = source[key];
      return text === undefined
        ? null
        : { title: `${text[0]} ${i}`, symptom: text[1], investigation: text[2], solution: text[3], cautions: text[4] };
    };
    return {
      id: `art_${i}`,
      key: `${key}-${i}`,
      version: 1,
      state: "published",
      zh: textOf(articlesZh),
      en: textOf(articlesEn),
      component: null,
      regions: [],
      carriers: [],
      platforms: [],
      sdkRange: "",
      tags: [],
      incidentIds: [],
      authorId: "usr_a",
      at,
      note: "",
      rev: i + 1,
    };
  });
  const add = (kind: Kind, rows: readonly object[]): void => {
    for (let from = 0; from < rows.length; from += 5_000) {
      const page = encodePage(kind, rows.slice(from, from + 5_000) as readonly Readonly<Record<string, never>>[]);
      engine.addPage(kind, from / 5_000, new PageReader(page));
    }
  };
  add("incident", incidents);
  add("incidentEvent", events);
  add("article", articles);
  return { engine, texts };
}

/** Search as you type over titles, whole logs and articles, in the worker's own code, without a window. */
export const bench: Bench = {
  name: "search-words",
  run: async (size) => {
    const { engine, texts } = bookOf(size);
    const began = performance.now();
    await search.run(engine, { text: "warm", limit: 24 }, 0);
    const firstMs = performance.now() - began;
    const runsMs: number[] = [];
    const floorRunsMs: number[] = [];
    const slow: [number, string][] = [];
    for (const text of strokes) {
      const started = performance.now();
      await search.run(engine, { text, limit: 24 }, 0);
      runsMs.push(performance.now() - started);
      slow.push([runsMs.at(-1) ?? 0, text]);
      const floorStarted = performance.now();
      const wanted = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), "iu");
      texts.filter((one) => wanted.test(one));
      floorRunsMs.push(performance.now() - floorStarted);
    }
    const seenStarted = performance.now();
    for (let i = 0; i < 20; i += 1) await seenBefore.run(engine, { incidentId: `inc_${i * 7}` }, 0);
    const seenMs = (performance.now() - seenStarted) / 20;
    const worst = slow.toSorted((a, b) => b[0] - a[0]).slice(0, 3);
    return {
      runsMs,
      floorName: "regular expression over titles and logs alone",
      floorRunsMs,
      note: `words read in ${Math.round(firstMs)} ms; seen before ${Math.round(seenMs)} ms; slowest ${worst.map(([ms, text]) => `${text} ${Math.round(ms)}`).join(", ")}`,
    };
  },
};
