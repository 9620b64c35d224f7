import { beforeAll, describe, expect, it } from "vitest";
import { createDemo } from "../../../shared/demo/demo.ts";
import { type Kind, kindNames, type RecordOf } from "../../../shared/domain/kinds.ts";
import { isOpen } from "../../../shared/domain/incident/incident.ts";
import { encodePage, PageReader } from "../../../shared/sync/columnar.ts";
import { Engine } from "../engine.ts";
import { articleDetail } from "./article-detail.ts";
import { articleList } from "./article-list.ts";
import { seenBefore } from "./seen-before.ts";

const endMs = Date.UTC(2026, 10, 20, 18);

describe("what was seen before", () => {
  let engine: Engine;
  let seq = 1_000_000;
  const put = (kind: Kind, doc: Readonly<Record<string, unknown>>): void => {
    seq += 1;
    engine.applyChanges([{ seq, op: "put", kind, id: doc["id"], doc: { ...doc, rev: seq } }] as never, seq);
  };

  beforeAll(() => {
    const demo = createDemo({ size: "desk", seed: 7, endMs });
    const records = [...demo.sharedRecords(), ...demo.headRecords(0, 60), ...demo.bodyRecords(0, 60)];
    engine = new Engine(
      () => Promise.resolve([]),
      () => undefined,
    );
    for (const kind of kindNames) {
      const rows = records.filter((record) => record.kind === kind).map(({ fields }, i) => ({ ...fields, rev: i + 1 }));
      if (rows.length > 0) engine.addPage(kind, 0, new PageReader(encodePage(kind, rows)));
    }
    engine.setUser("usr_lin_ruoxi");
  });

  const open = (): readonly RecordOf<"incident">[] => engine.all("incident").filter(({ state }) => isOpen(state));

  it("has articles and past incidents with how they were solved for nearly every open incident, never the incident itself", async () => {
    const incidents = open();
    expect(incidents.length).toBeGreaterThan(5);
    let helped = 0;
    for (const incident of incidents) {
      const seen = await seenBefore.run(engine, { incidentId: incident.id }, endMs);
      if ((seen?.articles.length ?? 0) > 0 && (seen?.incidents.length ?? 0) > 0) helped += 1;
      expect(seen?.incidents.filter((one) => one.incident.id === incident.id || isOpen(one.incident.state))).toEqual([]);
      for (const { fit } of seen?.articles ?? []) expect(fit.score >= 20 && fit.score <= 100).toBe(true);
      for (const { outcome } of seen?.incidents ?? []) expect([outcome.tookMs > 0, outcome.fix !== null]).toEqual([true, true]);
    }
    expect(helped / incidents.length).toBeGreaterThan(0.8);
  });

  it("puts an article that helped here first, and forgets one that is retired", async () => {
    const incident = open().find(({ component }) => component === "publish-fail");
    if (incident === undefined) throw new Error("a publishing incident is open");
    const before = (await seenBefore.run(engine, { incidentId: incident.id }, endMs))?.articles ?? [];
    const last = before.at(-1)?.article.key ?? "";
    const at = new Date(endMs).toISOString();
    put("articleUse", {
      id: "aru_x",
      accountId: incident.accountId,
      incidentId: incident.id,
      articleKey: last,
      verdict: "helped",
      byId: "usr_lin_ruoxi",
      at,
    });
    const after = (await seenBefore.run(engine, { incidentId: incident.id }, endMs))?.articles ?? [];
    expect([after[0]?.article.key, after[0]?.said.map(({ verdict }) => verdict)]).toEqual([last, ["helped"]]);
    const article = after[0]?.article;
    put("article", { ...article, id: "art_x", version: (article?.version ?? 0) + 1, state: "retired" });
    const without = (await seenBefore.run(engine, { incidentId: incident.id }, endMs))?.articles ?? [];
    expect(without.map((one) => one.article.key)).not.toContain(last);
    const { rows } = await articleList.run(engine, undefined, endMs);
    expect(rows.find(({ key }) => key === last)?.state).toBe("retired");
  });

  it("says of an article what it was learnt from and where it was used, and which is a year old", async () => {
    const { rows, mayWrite } = await articleList.run(engine, undefined, endMs);
    expect(mayWrite).toBe(true);
    const used = rows.find(({ tally, article }) => tally.solved > 0 && article.incidentIds.length > 0);
    const detail = await articleDetail.run(engine, { articleKey: used?.key ?? "", incidentId: null }, endMs);
    expect(detail?.tally).toEqual(used?.tally);
    expect(detail?.learntFrom.every(({ known }) => known !== null)).toBe(true);
    expect(detail?.uses.map(({ use }) => use.at)).toEqual(
      detail?.uses
        .map(({ use }) => use.at)
        .toSorted()
        .toReversed(),
    );
    const stale = rows.filter((row) => row.stale);
    expect(stale.length).toBeGreaterThan(2);
    expect(stale.every(({ writtenMs }) => writtenMs < endMs - 365 * 86_400_000)).toBe(true);
    expect(await articleDetail.run(engine, { articleKey: "nobody-wrote-it", incidentId: null }, endMs)).toBeNull();
  });
});
