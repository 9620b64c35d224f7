import { beforeAll, describe, expect, it } from "vitest";
import type { Account } from "../domain/account/account.ts";
import type { Capacity } from "../domain/account/capacity.ts";
import type { Contract } from "../domain/contract/contract.ts";
import type { Contact } from "../domain/contact/contact.ts";
import type { PlannedEvent } from "../domain/event/planned-event.ts";
import type { IncidentEvent } from "../domain/incident/incident-event.ts";
import { isOpen, type Incident } from "../domain/incident/incident.ts";
import { isKind, kinds, type Kind } from "../domain/kinds.ts";
import { hourMs, type HourlySeries, hoursInMonth, isDetail, monthStartMs } from "../domain/metrics/series.ts";
import type { Outreach } from "../domain/outreach/outreach.ts";
import type { SdkRelease } from "../domain/sdk/sdk-release.ts";
import type { SdkUse } from "../domain/sdk/sdk-use.ts";
import type { SurveyAnswer } from "../domain/survey/survey-answer.ts";
import { postmortemFault } from "../domain/postmortem/postmortem-fault.ts";
import type { Postmortem } from "../domain/postmortem/postmortem.ts";
import { preventionState } from "../domain/postmortem/prevention-items.ts";
import { languageOf } from "../i18n/catalogue.ts";
import { unpackSnapshot } from "../domain/review/evidence/pack-snapshot.ts";
import { answerKey } from "../domain/review/metrics/answer-question.ts";
import type { ReviewSnapshotRecord } from "../domain/review/model/review-snapshot.ts";
import type { Review } from "../domain/review/model/review.ts";
import type { Task } from "../domain/task/task.ts";
import type { TimelineEntry } from "../domain/timeline/timeline-entry.ts";
import { demoUserId } from "./company/users.ts";
import { combinedRate } from "../domain/metrics/combine.ts";
import { detailRate } from "../domain/metrics/detail.ts";
import { createDemo, type Demo, type DemoChunk, type DemoRecord } from "./demo.ts";
import type { DemoSize } from "./size.ts";

const endMs = Date.UTC(2026, 10, 20, 18);
const han = /\p{Script=Han}/u;

function recordsOf(demo: Demo): readonly DemoRecord[] {
  const all = demo.counts.accounts;
  return [...demo.sharedRecords(), ...demo.headRecords(0, all), ...demo.bodyRecords(0, all)];
}

/** One number for everything that a company consists of. */
function fingerprint(demo: Demo, accounts: number): number {
  let hash = 0x811c9dc5;
  const add = (code: number) => {
    hash = Math.imul(hash ^ code, 0x01000193);
  };
  const addText = (text: string) => {
    for (let i = 0; i < text.length; i += 1) add(text.charCodeAt(i));
  };
  const addChunk = ({ values, ...key }: DemoChunk) => {
    addText(JSON.stringify(key));
    for (const byte of new Uint8Array(values.buffer)) add(byte);
  };
  for (const record of demo.sharedRecords()) addText(JSON.stringify(record));
  for (const record of demo.headRecords(0, accounts)) addText(JSON.stringify(record));
  for (const record of demo.bodyRecords(0, accounts)) addText(JSON.stringify(record));
  for (const chunk of demo.usageChunks(0, accounts)) addChunk(chunk);
  for (const chunk of demo.qualityChunks(0, accounts)) addChunk(chunk);
  return hash >>> 0;
}

/** Hourly values of one series, by hours since the epoch. */
function seriesOf(chunks: Iterable<DemoChunk>, metric: string, region: string, carrier: string | null): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (const chunk of chunks) {
    if (chunk.metric !== metric || chunk.region !== region || chunk.carrier !== carrier || isDetail(chunk)) continue;
    const start = monthStartMs(chunk.month) / hourMs;
    chunk.values.forEach((value, i) => {
      if (!Number.isNaN(value)) values.set(start + i, value);
    });
  }
  return values;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

describe("demonstration company at desk", () => {
  let demo: Demo;
  let records: readonly DemoRecord[];
  const of = <T>(kind: Kind) => records.filter((record) => record.kind === kind).map((record) => record.fields as T);

  beforeAll(() => {
    demo = createDemo({ size: "desk", seed: 7, endMs });
    records = recordsOf(demo);
  });

  it("is the same to the byte for the same seed and hour, and another one otherwise", () => {
    const again = createDemo({ size: "desk", seed: 7, endMs });
    const first = fingerprint(demo, 60);
    expect(fingerprint(again, 60)).toBe(first);
    expect(fingerprint(createDemo({ size: "desk", seed: 8, endMs }), 60)).not.toBe(first);
  });

  it("is made of records that their schemas accept, each id once", () => {
    const refused = records.flatMap(({ kind, id, fields }) => {
      const result = isKind(kind) ? kinds[kind].schema.strict().safeParse(fields) : null;
      return result?.success === true && fields["id"] === id ? [] : [{ kind, id, issues: result?.error?.issues }];
    });
    expect(refused).toEqual([]);
    expect(new Set(records.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(records.length);
  });

  it("refers only to what is there", () => {
    const known = new Set(records.map(({ kind, id }) => `${kind} ${id}`));
    const missing: string[] = [];
    const need = (kind: string, id: unknown, of: string) => {
      if (id !== null && id !== undefined && !known.has(`${kind} ${String(id)}`)) missing.push(`${of} → ${kind} ${String(id)}`);
    };
    for (const { kind, id, fields } of records) {
      const from = `${kind} ${id}`;
      need("account", fields["accountId"], from);
      need("user", fields["ownerId"], from);
      need("user", fields["authorId"], from);
      need("user", fields["userId"], from);
      need("contact", fields["contactId"], from);
      need("incident", fields["incidentId"], from);
      if (fields["refKind"] !== null && fields["refKind"] !== undefined) need(String(fields["refKind"]), fields["refId"], from);
    }
    expect(missing).toEqual([]);
  });

  it("has unique names and codes, Chinese for Chinese customers with an English alias", () => {
    const accounts = of<Account>("account");
    expect(new Set(accounts.map((one) => one.name)).size).toBe(60);
    expect(new Set(accounts.map((one) => one.code)).size).toBe(60);
    for (const { name, country, aliases } of accounts) {
      expect(han.test(name), name).toBe(country === "CN");
      if (country === "CN")
        expect(
          aliases.some((alias) => /^[A-Za-z0-9 ]+$/.test(alias)),
          name,
        ).toBe(true);
    }
    expect(accounts.every((one) => one.ownerId === demoUserId)).toBe(true);
    expect(new Set(accounts.map((one) => one.country)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(accounts.flatMap((one) => one.regions)).size).toBeGreaterThanOrEqual(9);
  });

  it("speaks the customer's language everywhere", () => {
    const chinese = new Set(
      of<Account>("account")
        .filter((one) => one.country === "CN")
        .map((one) => one.id),
    );
    const texts: readonly (readonly [accountId: string | null, text: string])[] = [
      ...of<Incident>("incident").map((one) => [one.accountId, one.title] as const),
      ...of<IncidentEvent>("incidentEvent").map((one) => [one.accountId, one.text] as const),
      ...of<TimelineEntry>("timeline").map((one) => [one.accountId, one.text] as const),
      ...of<Task>("task").map((one) => [one.accountId, one.title] as const),
      ...of<Outreach>("outreach").map((one) => [one.accountId, one.subject] as const),
      ...of<PlannedEvent>("plannedEvent").map((one) => [one.accountId, one.name] as const),
      ...of<Account>("account").map((one) => [one.id, one.summary] as const),
      ...of<SurveyAnswer>("surveyAnswer").flatMap((one) => (one.comment === "" ? [] : [[one.accountId, one.comment] as const])),
    ];
    expect(texts.filter(([accountId, text]) => accountId === null || han.test(text) !== chinese.has(accountId))).toEqual([]);
    expect(texts.filter(([, text]) => /\{\w+\}|undefined|NaN/.test(text))).toEqual([]);
  });

  it("does not repeat itself: no entry more than five times, nine in ten of what people wrote only once", () => {
    const written = of<TimelineEntry>("timeline").filter((one) => one.type === "note" || one.type === "call" || one.type === "meeting");
    const times = new Map<string, number>();
    for (const { text } of written) times.set(text, (times.get(text) ?? 0) + 1);
    expect(written.length).toBeGreaterThan(400);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(5);
    expect([...times.values()].filter((count) => count === 1).length / written.length).toBeGreaterThan(0.9);
    const titles = of<Incident>("incident").map((one) => one.title);
    expect(new Set(titles).size / titles.length).toBeGreaterThan(0.7);
  });

  it("tells each incident by a log that its record agrees with", () => {
    const events = Map.groupBy(of<IncidentEvent>("incidentEvent"), (event) => event.incidentId);
    for (const incident of of<Incident>("incident")) {
      const log = events.get(incident.id) ?? [];
      const last = log.at(-1);
      const told = {
        number: incident.number,
        openedAt: log[0]?.at,
        type: log[0]?.type,
        state: last?.state,
        severity: last?.severity,
        holder: [last?.holderGroup, last?.holderName],
        resolvedAt: log.find((one) => one.state === "resolved")?.at ?? null,
        closedAt: log.find((one) => one.state === "closed")?.at ?? null,
      };
      expect(told).toEqual({
        number: incident.number,
        openedAt: incident.openedAt,
        type: "opened",
        state: incident.state,
        severity: incident.severity,
        holder: [incident.holderGroup, incident.holderName],
        resolvedAt: incident.resolvedAt,
        closedAt: incident.closedAt,
      });
      expect(log.map((one) => one.at)).toEqual(log.map((one) => one.at).toSorted());
      expect(log.map((one) => one.ordinal)).toEqual(log.map((_, i) => i));
      expect(Date.parse(last?.at ?? "")).toBeLessThanOrEqual(endMs);
    }
  });

  it("shows every state of an incident, and one P0 that is open right now", () => {
    const incidents = of<Incident>("incident");
    expect(new Set(incidents.map((one) => one.state))).toEqual(
      new Set(["new", "active", "awaiting_customer", "awaiting_vendor", "awaiting_problem", "resolved", "closed"]),
    );
    expect(new Set(incidents.map((one) => one.severity))).toEqual(new Set(["P0", "P1", "P2", "P3"]));
    const open = incidents.filter((one) => isOpen(one.state));
    expect(open.filter((one) => one.severity === "P0")).toHaveLength(1);
    expect(open.length).toBeGreaterThanOrEqual(8);
    expect(open.length).toBeLessThanOrEqual(30);
    expect(new Set(incidents.map((one) => one.number)).size).toBe(incidents.length);
  });

  it("has nothing that was said or done after now, and something ahead", () => {
    expect(of<TimelineEntry>("timeline").filter((one) => Date.parse(one.at) > endMs)).toEqual([]);
    const sent = of<Outreach>("outreach")
      .flatMap((one) => [one.sentAt, one.answeredAt])
      .filter((at) => at !== null);
    expect(sent.filter((at) => Date.parse(at) > endMs)).toEqual([]);
    expect(
      of<Outreach>("outreach").filter((one) => one.answeredAt !== null && (one.sentAt === null || one.answeredAt <= one.sentAt)),
    ).toEqual([]);
    expect(of<PlannedEvent>("plannedEvent").filter((one) => Date.parse(one.startsAt) > endMs).length).toBeGreaterThan(60);
    expect(of<Contact>("contact").filter((one) => one.isPrimary)).toHaveLength(60);
  });

  it("has published postmortems of grave incidents in the customer's language, with what was promised", () => {
    const accounts = new Map(of<Account>("account").map((one) => [one.id, one]));
    const incidents = new Map(of<Incident>("incident").map((one) => [one.id, one]));
    const written = of<Postmortem>("postmortem");
    expect(written.length).toBeGreaterThan(5);
    for (const one of written) {
      const incident = incidents.get(one.incidentId);
      expect([incident?.severity === "P0" || incident?.severity === "P1", incident?.state]).toEqual([true, "closed"]);
      expect(postmortemFault({ ...one, state: "draft", publishedAt: null }, one)).toBeNull();
      expect(one.summary).toContain(accounts.get(one.accountId)?.name);
      expect(han.test(one.regressionCheck)).toBe(languageOf(accounts.get(one.accountId)?.locale ?? "") === "zh-CN");
      expect([one.rootCause, one.longTermFix, one.summary, one.impactText].filter((text) => text === "" || text.includes("{{"))).toEqual(
        [],
      );
    }
    const promised = of<Task>("task").filter((task) => task.postmortemId != null);
    expect(promised.length).toBe(2 * written.length);
    const states = promised.map((task) => preventionState(task, endMs, "UTC"));
    expect(new Set(states)).toEqual(new Set(["open", "done", "overdue"]));
    // Those that were measured say how many and for how long.
    const measured = written.flatMap(({ impact }) => impact ?? []);
    expect(measured.length).toBeGreaterThan(2);
    expect(measured.every(({ users, minutes }) => users !== null && users > 0 && minutes !== null && minutes > 0)).toBe(true);
  });

  it("has reviews that were presented with numbers of those days, some restated since, and promises kept, late and open", () => {
    const reviews = of<Review>("review");
    const snapshots = of<ReviewSnapshotRecord>("reviewSnapshot");
    expect(reviews.map(({ state, period }) => `${state} ${period}`)).toEqual(reviews.map(() => "presented 2026-Q2"));
    expect(snapshots.map(({ reviewId, snapshotId }) => `${reviewId} ${snapshotId}`)).toEqual(
      reviews.map(({ id, snapshotId }) => `${id} ${snapshotId}`),
    );
    for (const { packed, said, takenAt } of snapshots) {
      const read = unpackSnapshot(packed);
      if (!read.ok) throw new Error(read.error.code);
      expect(Date.parse(takenAt)).toBe(read.value.takenMs);
      for (const { key, value } of said) expect(answerKey(read.value, key)?.value, key).toBe(value);
      expect(said.some(({ key, value }) => key === "usage.peak#q" && typeof value === "number" && value > 0)).toBe(true);
    }
    const tasks = of<Task>("task").filter(({ reviewId }) => reviewId != null);
    const states = tasks.map(({ dueOn, doneOn }) => (doneOn === null ? "open" : doneOn <= (dueOn ?? "") ? "kept" : "late"));
    expect(new Set(states)).toEqual(new Set(["kept", "late", "open"]));
  });

  it("counts PCU in whole users, hour by hour until now, with holes where data is missing", () => {
    let holes = 0;
    let last = 0;
    for (const { values, month } of demo.usageChunks(0, 60)) {
      expect(values.length).toBe(hoursInMonth(month));
      const start = monthStartMs(month) / hourMs;
      values.forEach((value, i) => {
        if (Number.isNaN(value)) holes += 1;
        else {
          if (!Number.isInteger(value) || value < 0) throw new Error(`${month}: ${value} users`);
          last = Math.max(last, start + i);
        }
      });
    }
    expect(last).toBe(endMs / hourMs - 1);
    expect(holes).toBeGreaterThan(1000);
  });

  it("has a stale customer, a new one and one without quality data", () => {
    const byName = (name: string) => demo.accounts.findIndex((one) => one.name === name);
    const stale = byName("青麦直播");
    const fresh = byName("拾光课堂");
    const lastHour = (index: number) => Math.max(...seriesOf(demo.usageChunks(index, index + 1), "pcu", "cn-east", null).keys());
    const firstHour = (index: number) => Math.min(...seriesOf(demo.usageChunks(index, index + 1), "pcu", "cn-east", null).keys());
    expect(endMs / hourMs - lastHour(stale)).toBe(32);
    expect(endMs / hourMs - firstHour(fresh)).toBe(16 * 24);
    expect([...demo.qualityChunks(byName("山茶房间"), byName("山茶房间") + 1)]).toEqual([]);
  });

  it("gives rates between 0 and 1 with four decimals and whole sessions", () => {
    for (const { metric, values } of demo.qualityChunks(0, 12)) {
      for (const value of values) {
        if (Number.isNaN(value)) continue;
        const fine =
          metric === "sessions" || metric === "first_frame_ms"
            ? Number.isInteger(value) && value >= 0
            : value >= 0 && value <= 1 && Math.round(value * 10_000) / 10_000 === value;
        if (!fine) throw new Error(`${metric} ${value}`);
      }
    }
  });

  it("lets planned events show in the users", () => {
    const accounts = of<Account>("account");
    const lifts: number[] = [];
    accounts.forEach((account, index) => {
      const region = account.regions[0] ?? "";
      const pcu = seriesOf(demo.usageChunks(index, index + 1), "pcu", region, null);
      for (const event of of<PlannedEvent>("plannedEvent")) {
        if (event.accountId !== account.id || Date.parse(event.endsAt) > endMs || (event.upliftFactor ?? 0) < 1.4) continue;
        const hour = Math.floor(Date.parse(event.startsAt) / hourMs) + 1;
        const usual = median([-3, -2, -1, 1, 2].map((week) => pcu.get(hour + week * 168)).filter((value) => value !== undefined));
        const real = pcu.get(hour);
        if (real !== undefined && usual > 0) lifts.push(real / usual);
      }
    });
    expect(lifts.length).toBeGreaterThan(60);
    expect(median(lifts)).toBeGreaterThan(1.3);
    expect(lifts.filter((lift) => lift > 1.1).length / lifts.length).toBeGreaterThan(0.9);
  });

  it("lets grave incidents leave their mark in users and quality", () => {
    const accounts = of<Account>("account");
    const drops: number[] = [];
    const worse: number[] = [];
    for (const incident of of<Incident>("incident")) {
      if (
        (incident.severity !== "P0" && incident.severity !== "P1") ||
        incident.region === null ||
        incident.resolvedAt === null ||
        !/进房|推流|掉线|不可用|网络中断|oin|ublish|unreachable|down|dropped/.test(incident.title)
      )
        continue;
      const index = accounts.findIndex((one) => one.id === incident.accountId);
      const hour = Math.floor(Date.parse(incident.openedAt) / hourMs) + 1;
      if (hour * hourMs > Date.parse(incident.resolvedAt)) continue;
      const usualOf = (series: ReadonlyMap<number, number>) =>
        median([-2, -1, 1, 2].map((week) => series.get(hour + week * 168)).filter((value) => value !== undefined));
      const pcu = seriesOf(demo.usageChunks(index, index + 1), "pcu", incident.region, null);
      const users = pcu.get(hour);
      if (users !== undefined) drops.push(users / usualOf(pcu));
      for (const carrier of ["telecom", "Jio", "Viettel", "AIS", "Telkomsel", "Singtel"]) {
        const joins = seriesOf(demo.qualityChunks(index, index + 1), "join_success_rate", incident.region, carrier);
        const now = joins.get(hour);
        if (now !== undefined) worse.push((1 - now) / Math.max(0.001, 1 - usualOf(joins)));
      }
    }
    expect(drops.length).toBeGreaterThan(5);
    expect(median(drops)).toBeLessThan(0.85);
    expect(worse.length).toBeGreaterThan(0);
    expect(median(worse)).toBeGreaterThan(3);
  });

  it("freezes on one carrier in the evening for nine days, and on no other", () => {
    const index = demo.accounts.findIndex((one) => one.name === "Bến Live");
    const chunks = [...demo.qualityChunks(index, index + 1)];
    const eveningOf = (carrier: string, fromDays: number, toDays: number) => {
      const series = seriesOf(chunks, "video_freeze_600_rate", "ap-southeast", carrier);
      // 20–22 h in Vietnam.
      return median(
        [...series]
          .filter(
            ([hour]) =>
              [13, 14, 15].includes(hour % 24) &&
              hour * hourMs >= endMs - fromDays * 86_400_000 &&
              hour * hourMs < endMs - toDays * 86_400_000,
          )
          .map(([, value]) => value),
      );
    };
    expect(eveningOf("Viettel", 5, 0) / eveningOf("Viettel", 40, 12)).toBeGreaterThan(2);
    expect(eveningOf("VNPT", 5, 0) / eveningOf("VNPT", 40, 12)).toBeLessThan(1.3);
  });

  it("measures some customers by SDK and platform: the parts make the whole, and where evenings degrade the older SDK is worse", () => {
    const index = demo.accounts.findIndex((one) => one.name === "Bến Live");
    const chunks = [...demo.qualityChunks(index, index + 1)];
    const all: readonly HourlySeries[] = chunks
      .filter(({ month }) => month === "2026-11")
      .map(({ month, ...chunk }) => ({ ...chunk, startMs: monthStartMs(month) }));
    const fromMs = endMs - 7 * 24 * hourMs;
    const slice = { region: "ap-southeast", carrier: "Viettel" };
    const parts = all.filter((one) => isDetail(one) && one.metric === "sessions" && one.carrier === "Viettel");
    const [newer, older] = [...new Set(parts.map((one) => one.sdk ?? ""))].toSorted().toReversed();
    const rate = (part: { readonly sdk: string | null; readonly platform: string | null }) =>
      detailRate(all, "video_freeze_600_rate", { ...slice, ...part }, fromMs, endMs);
    const whole = combinedRate(all, "video_freeze_600_rate", slice, fromMs, endMs);
    const together = rate({ sdk: null, platform: null });
    expect([parts.length, new Set(parts.map((one) => one.platform))]).toEqual([4, new Set(["android", "ios"])]);
    expect(together.n / whole.n).toBeGreaterThan(0.9);
    expect(together.n / whole.n).toBeLessThanOrEqual(1);
    expect((together.value ?? 0) / (whole.value ?? 1)).toBeCloseTo(1, 1);
    expect(
      (rate({ sdk: older ?? null, platform: null }).value ?? 0) / (rate({ sdk: newer ?? null, platform: null }).value ?? 1),
    ).toBeGreaterThan(2);
  });

  it("has customers who report freezes by both definitions, the shorter pauses being more", () => {
    const index = demo.accounts.findIndex((one) => one.name === "Bến Live");
    const chunks = [...demo.qualityChunks(index, index + 1)];
    const [short, long] = (["video_freeze_500_rate", "video_freeze_600_rate"] as const).map((metric) =>
      median([...seriesOf(chunks, metric, "ap-southeast", "VNPT").values()]),
    );
    const frame = median([...seriesOf(chunks, "first_frame_ms", "ap-southeast", "VNPT").values()]);
    expect((short ?? 0) / (long ?? 1)).toBeCloseTo(1.2, 1);
    expect([frame > 200, frame < 900]).toEqual([true, true]);
  });

  it("has customers who run close to or above their capacity, and most who do not", () => {
    const accounts = of<Account>("account");
    const use = accounts.map((account, index) => {
      const region = account.regions[0] ?? "";
      const pcu = seriesOf(demo.usageChunks(index, index + 1), "pcu", region, null);
      const capacity =
        of<Capacity>("capacity").findLast((one) => one.accountId === account.id && one.region === region && Date.parse(one.from) <= endMs)
          ?.pcu ?? 1;
      const week = [...pcu].filter(([hour]) => hour * hourMs > endMs - 7 * 86_400_000).map(([, value]) => value);
      return Math.max(...week) / capacity;
    });
    expect(use.filter((share) => share > 1).length).toBeGreaterThanOrEqual(2);
    expect(use.filter((share) => share > 0.9).length).toBeGreaterThanOrEqual(4);
    expect(use.filter((share) => share < 0.9).length).toBeGreaterThanOrEqual(40);
  });

  it("tells which SDK versions are in use, most of them behind the newest and some far behind", () => {
    const releases = of<SdkRelease>("sdkRelease");
    const known = new Set(releases.map((one) => one.version));
    const uses = of<SdkUse>("sdkUse");
    expect(uses.flatMap((one) => one.versions).filter(({ version }) => !known.has(version))).toEqual([]);
    expect(uses.filter((one) => Date.parse(one.at) > endMs)).toEqual([]);
    const vulnerable = new Set(releases.filter((one) => one.vulnerabilities.length > 0).map((one) => one.version));
    const advisories = new Set(releases.flatMap((one) => one.vulnerabilities.map(({ name }) => name)));
    const newest = Map.groupBy(uses, (one) => one.accountId);
    const shares = Array.from(newest.values(), (own) => {
      const at = own
        .map((one) => one.at)
        .toSorted()
        .at(-1);
      const versions = own.filter((one) => one.at === at).flatMap((one) => one.versions);
      const sum = (list: typeof versions) => list.reduce((users, one) => users + one.users, 0);
      return sum(versions.filter(({ version }) => vulnerable.has(version))) / sum(versions);
    });
    expect(advisories.size).toBe(2);
    expect(shares).toHaveLength(60);
    expect(shares.filter((share) => share < 0.25).length).toBeGreaterThanOrEqual(15);
    expect(shares.filter((share) => share > 0.9).length).toBeGreaterThanOrEqual(8);
  });

  it("asks customers what they think: the troubled ones are less content", () => {
    const answers = of<SurveyAnswer>("surveyAnswer").filter((one) => one.instrument === "nps");
    const latest = new Map(answers.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map((one) => [one.accountId, one.score]));
    const troubled = new Set(["橙集优选", "星屿秀场", "Bến Live", "半夏社交", "汀步教育"]);
    const mean = (wanted: boolean) => {
      const scores = demo.accounts.filter(({ name }) => troubled.has(name) === wanted).flatMap(({ id }) => latest.get(id) ?? []);
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    };
    expect(answers.length).toBeGreaterThan(120);
    expect(mean(false) - mean(true)).toBeGreaterThan(1.5);
  });

  it("commits customers to what they use, more or less", () => {
    const accounts = of<Account>("account");
    const shares = accounts.flatMap((account, index) => {
      const committed = of<Contract>("contract").findLast((one) => one.accountId === account.id)?.committedMinutes ?? null;
      if (committed === null || account.lifecycle !== "active") return [];
      let userHours = 0;
      for (const { values, month } of demo.usageChunks(index, index + 1)) {
        const startMs = monthStartMs(month);
        values.forEach((value, i) => {
          if (!Number.isNaN(value) && startMs + i * hourMs >= endMs - 28 * 24 * hourMs) userHours += value;
        });
      }
      return [(userHours * 60 * 0.8 * (365.25 / 12 / 28)) / committed];
    });
    expect(shares.length).toBeGreaterThan(40);
    expect(shares.filter((share) => share < 0.3 || share > 1.4)).toEqual([]);
    expect(shares.filter((share) => share >= 0.55 && share <= 1.25).length / shares.length).toBeGreaterThan(0.9);
  });

  it("spreads renewals over the year, some within 90 days", () => {
    const soon = of<{ readonly renewsOn: string }>("contract").filter((one) => one.renewsOn > "2026-11-20" && one.renewsOn <= "2027-02-18");
    expect(soon.length).toBeGreaterThanOrEqual(6);
    expect(soon.length).toBeLessThanOrEqual(20);
  });
});

describe("demonstration company at every size", () => {
  it.each([
    ["desk", 60, 6_000, "csm"],
    ["team", 300, 30_000, "lead"],
    ["region", 2_000, 102_000, "lead"],
  ] as const)("%s has %i accounts and %i records", (size: DemoSize, accounts, count, role) => {
    const demo = createDemo({ size, seed: 7, endMs });
    const owned = new Map<unknown, number>();
    const names = new Set<unknown>();
    let records = demo.sharedRecords().length;
    for (const { kind, fields } of demo.headRecords(0, accounts)) {
      records += 1;
      if (kind !== "account") continue;
      owned.set(fields["ownerId"], (owned.get(fields["ownerId"]) ?? 0) + 1);
      names.add(fields["name"]);
    }
    for (const _ of demo.bodyRecords(0, accounts)) records += 1;
    expect([demo.counts.accounts, demo.counts.records, records, names.size, owned.get(demoUserId)]).toEqual([
      accounts,
      count,
      count,
      accounts,
      60,
    ]);
    expect(demo.sharedRecords().find(({ id }) => id === demoUserId)?.fields["role"]).toBe(role);
  });

  it("keeps the demo user's customers as they are when the company grows", () => {
    const own = (size: DemoSize) => {
      const demo = createDemo({ size, seed: 7, endMs });
      // Incidents are numbered over the whole company, and a snapshot holds their numbers.
      return [...demo.headRecords(0, 60), ...demo.bodyRecords(0, 60)]
        .filter(({ kind }) => kind !== "reviewSnapshot")
        .map(({ fields }) => ({ ...fields, number: null, snapshotId: null }));
    };
    expect(own("team")).toEqual(own("desk"));
  });

  it("counts its month chunks before it makes them", () => {
    const demo = createDemo({ size: "team", seed: 3, endMs });
    let usage = 0;
    for (const _ of demo.usageChunks(0, 300)) usage += 1;
    let quality = 0;
    for (const _ of demo.qualityChunks(0, 60)) quality += 1;
    for (const _ of demo.qualityChunks(60, 300)) quality += 1;
    expect([usage, quality]).toEqual([demo.counts.usageChunks, demo.counts.qualityChunks]);
  });

  it("refuses an end within an hour", () => {
    expect(() => createDemo({ size: "desk", seed: 1, endMs: endMs + 1 })).toThrow(RangeError);
  });
});

describe("at any hour of the week", () => {
  it("is complete: a customer since the eve of a weekend has had no working hour yet", () => {
    for (let hour = 0; hour < 72; hour += 4) {
      const demo = createDemo({ size: "desk", seed: 7, endMs: Date.UTC(2026, 10, 20, 18) + hour * hourMs });
      expect(recordsOf(demo)).toHaveLength(6000);
    }
  });
});
