import { beforeAll, describe, expect, it } from "vitest";
import type { Kind, RecordOf } from "../../domain/kinds.ts";
import { articleFit, articleTerms, compareFits } from "../../domain/knowledge/article-fit.ts";
import { articleStandings } from "../../domain/knowledge/article-standing.ts";
import { tallyUses } from "../../domain/knowledge/article-uses.ts";
import type { Article } from "../../domain/knowledge/article.ts";
import { customerNamesIn } from "../../domain/knowledge/customer-names.ts";
import { incidentSubject } from "../../domain/knowledge/incident-subject.ts";
import { readSdkRange } from "../../domain/knowledge/sdk-range.ts";
import { TermIndex } from "../../domain/search/term-index.ts";
import { createDemo, type DemoRecord } from "../demo.ts";

const endMs = Date.UTC(2026, 10, 20, 18);

describe("what the demonstration company knows", () => {
  let records: readonly DemoRecord[];
  const of = <K extends Kind>(kind: K): readonly RecordOf<K>[] =>
    records.filter((record) => record.kind === kind).map((record) => record.fields as unknown as RecordOf<K>);
  let published: readonly Article[];

  beforeAll(() => {
    const demo = createDemo({ size: "desk", seed: 7, endMs });
    records = [...demo.sharedRecords(), ...demo.headRecords(0, 60), ...demo.bodyRecords(0, 60)];
    published = Array.from(articleStandings(of("article")).values()).flatMap(({ inForce }) =>
      inForce?.state === "published" ? [inForce] : [],
    );
  });

  it("is some forty articles in two languages, some in one, one retired, some not looked at for a year", () => {
    expect(published.length).toBeGreaterThanOrEqual(40);
    expect(published.filter(({ zh, en }) => zh === null || en === null).length).toBeGreaterThanOrEqual(4);
    expect(of("article").filter(({ state }) => state === "retired")).toHaveLength(1);
    expect(published.filter(({ at }) => Date.parse(at) < endMs - 365 * 86_400_000).length).toBeGreaterThanOrEqual(4);
    expect(published.filter(({ sdkRange }) => readSdkRange(sdkRange) === null)).toEqual([]);
  });

  it("names no customer, because everybody reads it", () => {
    const accounts = of("account");
    const named = of("article").flatMap((article) => customerNamesIn(JSON.stringify([article.zh, article.en]), accounts));
    expect(named).toEqual([]);
  });

  it("was used at the customers' incidents, mostly with success", () => {
    const incidents = new Set(of("incident").map(({ id }) => id));
    const uses = of("articleUse");
    expect(uses.length).toBeGreaterThan(40);
    expect(uses.filter(({ incidentId }) => !incidents.has(incidentId))).toEqual([]);
    expect(tallyUses(uses).helpedShare).toBeGreaterThan(0.8);
  });

  /** Of the incidents that articles were learnt from, how many find that article among the first three. */
  function hitRate({ entries, otherLanguage }: { readonly entries: number; readonly otherLanguage: boolean }): {
    n: number;
    share: number;
  } {
    const incidents = new Map(of("incident").map((incident) => [incident.id, incident]));
    const logs = Map.groupBy(of("incidentEvent"), (event) => event.incidentId);
    const chinese = new Set(of("account").flatMap(({ id, country }) => (country === "CN" ? [id] : [])));
    let [n, hits] = [0, 0];
    for (const language of ["zh", "en"] as const) {
      const articles = published
        .map((article) => (otherLanguage ? { ...article, [language]: null, tags: [] } : article))
        .filter(({ zh, en }) => zh !== null || en !== null)
        .map((article) => ({ article, terms: articleTerms(article), tally: tallyUses([]) }));
      const rarities = new TermIndex();
      for (const { article, terms } of articles) rarities.set(article.key, terms.keys());
      for (const { article } of articles) {
        for (const incidentId of article.incidentIds) {
          const incident = incidents.get(incidentId);
          if (incident === undefined || chinese.has(incident.accountId ?? "") !== (language === "zh")) continue;
          // Without the component, which would give the topic away.
          const subject = incidentSubject({ ...incident, component: null }, (logs.get(incidentId) ?? []).slice(0, entries));
          const fits = articles.map((one) => articleFit(subject, one.article, { ...one, rarities })).toSorted(compareFits);
          n += 1;
          if (fits.findIndex(({ articleKey }) => articleKey === article.key) < 3) hits += 1;
        }
      }
    }
    return { n, share: hits / n };
  }

  it.each([
    ["by its whole log", 99, false, 0.95],
    ["by its first entry alone", 1, false, 0.85],
    ["by its whole log in the other language", 99, true, 0.9],
    ["by its first entry in the other language", 1, true, 0.7],
  ])("is found for an incident %s, among the first three, mostly", (_, entries, otherLanguage, floor) => {
    const { n, share } = hitRate({ entries, otherLanguage });
    expect(n).toBeGreaterThan(50);
    expect(share).toBeGreaterThan(floor);
  });
});
