import { describe, expect, it } from "vitest";
import type { IncidentEvent } from "../incident/incident-event.ts";
import type { Incident } from "../incident/incident.ts";
import { TermIndex } from "../search/term-index.ts";
import { articleFit, articleTerms, compareFits } from "./article-fit.ts";
import { tallyUses } from "./article-uses.ts";
import type { ArticleUse } from "./article-use.ts";
import type { Article } from "./article.ts";
import { incidentSubject } from "./incident-subject.ts";
import { incidentLikeness, outcomeOf } from "./similar-incidents.ts";

const at = "2026-10-01T00:00:00.000Z";
function article(key: string, fields: Partial<Article>): Article {
  return {
    id: `art_${key}`,
    key,
    version: 1,
    state: "published",
    zh: null,
    en: null,
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
    ...fields,
  };
}
function en(title: string, symptom: string): Article["en"] {
  return { title, symptom, investigation: "", solution: "", cautions: "" };
}
function incident(fields: Partial<Incident>): Incident {
  return {
    id: "inc_1",
    accountId: "acc_1",
    number: "INC-1",
    kind: "incident",
    severity: "P1",
    title: "Publish fails after reconnect",
    state: "active",
    openedAt: at,
    resolvedAt: null,
    closedAt: null,
    region: "ap-southeast",
    holderGroup: null,
    holderName: null,
    sourceMadeSla: null,
    ...fields,
  };
}
function entry(ordinal: number, fields: Partial<IncidentEvent>): IncidentEvent {
  return {
    id: `e${ordinal}`,
    accountId: "acc_1",
    incidentId: "inc_1",
    at,
    ordinal,
    type: "updated",
    state: "active",
    severity: "P1",
    holderGroup: null,
    holderName: null,
    actor: null,
    text: "",
    source: null,
    ...fields,
  };
}

const articles = [
  article("echo", { en: en("Echo on the loudspeaker", "The other side hears itself") }),
  article("publish", {
    en: en("Publish failures after an instant reconnect", "Reconnects trip the rate limit"),
    component: "publish",
    carriers: ["Viettel"],
    sdkRange: ">=4.8.0 <4.9.2",
  }),
  article("recording", { en: en("Recordings miss the last seconds", "The room closed before the upload") }),
];
const rarities = new TermIndex();
for (const one of articles) rarities.set(one.key, articleTerms(one).keys());

function fits(of: Incident, uses: readonly ArticleUse[] = [], log: readonly IncidentEvent[] = []) {
  const subject = incidentSubject(of, log);
  return articles
    .map((one) =>
      articleFit(subject, one, { terms: articleTerms(one), tally: tallyUses(uses.filter((use) => use.articleKey === one.key)), rarities }),
    )
    .toSorted(compareFits);
}

describe("how an article fits an incident", () => {
  it("is said with its reasons: words in common, and what it is written for", () => {
    const affected = { regions: [], carriers: ["Viettel"], sdkVersions: ["4.9.0", "4.10.0"], platforms: ["ios"] };
    const [best, ...rest] = fits(incident({ component: "publish", affected }));
    expect(best?.articleKey).toBe("publish");
    expect(best?.reasons.map((reason) => ({ ...reason, points: 0 }))).toEqual([
      { type: "words", words: ["reconnect", "publish", "after"], concepts: ["reconnect", "publish"], points: 0 },
      { type: "component", component: "publish", points: 0 },
      { type: "carrier", carriers: ["Viettel"], points: 0 },
      { type: "sdk", versions: ["4.9.0"], range: ">=4.8.0 <4.9.2", points: 0 },
    ]);
    expect(rest.map(({ score }) => score)).toEqual([0, 0]);
  });

  it("is less for an article that says it is for something else, but never nothing", () => {
    const plain = fits(incident({}))[0];
    const other = fits(
      incident({ component: "join", affected: { regions: [], carriers: ["Jio"], sdkVersions: ["4.7.6"], platforms: [] } }),
    )[0];
    expect(other?.reasons.flatMap((reason) => (reason.type === "outside" ? [reason.what] : []))).toEqual(["component", "carrier", "sdk"]);
    expect(other?.score).toBeLessThan((plain?.score ?? 0) / 2);
    expect(other?.score).toBeGreaterThan(0);
  });

  it("takes the version from the text where the incident names none", () => {
    const fit = fits(incident({}), [], [entry(0, { type: "opened", text: "Since 4.9.1 on 10.0.0.1 at 12:30" })])[0];
    expect(fit?.reasons.find(({ type }) => type === "sdk")).toMatchObject({ versions: ["4.9.1"] });
  });

  it("is moved by past uses, a little", () => {
    const use = (verdict: ArticleUse["verdict"], n: number): readonly ArticleUse[] =>
      Array.from({ length: n }, (_, i) => ({
        id: `u${verdict}${i}`,
        accountId: null,
        incidentId: `inc_${i}`,
        articleKey: "publish",
        verdict,
        byId: "usr_a",
        at,
      }));
    const score = (uses: readonly ArticleUse[]): number => fits(incident({}), uses)[0]?.score ?? 0;
    expect([
      score(use("solved", 20)) > score([]),
      score(use("not_helpful", 20)) < score([]),
      score(use("solved", 2000)) <= score([]) * 1.2,
    ]).toEqual([true, true, true]);
  });

  it("finds an article in the other language by the words of the trade", () => {
    const fit = fits(incident({ title: "推流失败，重连无效" }))[0];
    expect(fit?.articleKey).toBe("publish");
    expect(fit?.reasons[0]).toMatchObject({ type: "words", words: [], concepts: ["reconnect", "publish"] });
  });
});

describe("an incident that was seen before", () => {
  const past = incident({
    id: "inc_0",
    title: "Publish fails on iOS after reconnect",
    state: "closed",
    resolvedAt: "2026-10-01T02:30:00.000Z",
    closedAt: "2026-10-02T00:00:00.000Z",
    component: "publish",
  });
  const log = [
    entry(0, { type: "opened", text: "Publish fails" }),
    entry(1, { type: "workaround_given", text: "Old back-off pushed" }),
    entry(2, { type: "state_changed", state: "resolved", text: "Fixed in 4.9.2" }),
    entry(3, { type: "state_changed", state: "closed", text: "Confirmed by the customer" }),
  ];

  it("says why it is like the one at hand", () => {
    const corpus = new TermIndex();
    const before = incidentSubject(past, log);
    corpus.set(past.id, before.terms.keys());
    corpus.set("other", ["echo"]);
    const likeness = incidentLikeness(incidentSubject(incident({ component: "publish" }), []), before, corpus);
    expect(likeness.reasons.map((reason) => reason.type)).toEqual(["words", "component", "region", "account"]);
    expect(likeness.score).toBeGreaterThan(16);
  });

  it("tells how it was solved and how long that took; an open one has not been", () => {
    expect(outcomeOf(past, log)).toEqual({ tookMs: 2.5 * 3_600_000, workaround: "Old back-off pushed", fix: "Fixed in 4.9.2" });
    expect(outcomeOf(incident({}), log)).toBeNull();
  });
});
