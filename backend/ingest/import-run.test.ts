import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { kindNames, kinds } from "../../shared/domain/kinds.ts";
import { accountsCsv, accountsEntry, importFiles, log, logEntry, usageEntry } from "../../test/support/ingest/import-files.ts";
import { MemoryImportStore } from "../../test/support/ingest/memory-import-store.ts";
import { stableId } from "./stable-id.ts";

const nyc = stableId("acc", "NYC");
const v2x = stableId("acc", "V2X");

function usage(...rows: readonly string[]): string {
  return `account,time,users\n${rows.join("\n")}\n`;
}

describe("an import", () => {
  it("makes accounts and finds them again by code and by what the accounts file refers to", async () => {
    const store = new MemoryImportStore();
    const { summary } = await importFiles(store, { "accounts.csv": accountsCsv }, [accountsEntry]);
    expect(summary.total).toEqual({ read: 2, stored: 2, unchanged: 0, dropped: { total: 0, byReason: {} } });
    expect(store.of("account")[1]).toEqual({
      id: v2x,
      code: "V2X",
      name: "V2 社区",
      aliases: [],
      country: "CN",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      regions: ["cn-east", "cn-south"],
      scenario: "voice_room",
      tier: "standard",
      ownerId: null,
      lifecycle: "active",
      tags: [],
      summary: "",
    });
  });

  it("keeps what colleagues wrote when the file is silent on it", async () => {
    const store = new MemoryImportStore();
    await importFiles(store, { "accounts.csv": accountsCsv }, [accountsEntry]);
    await store.putRecords([{ kind: "account", id: nyc, fields: { summary: "Call before noon.", lifecycle: "paused" }, defaults: {} }]);
    await importFiles(store, { "accounts.csv": accountsCsv.replace("Hudson Social", "Hudson") }, [accountsEntry]);
    expect(store.records.get(`account/${nyc}`)).toMatchObject({ name: "Hudson", summary: "Call before noon.", lifecycle: "paused" });
  });

  it("makes each hour the maximum of its samples, in UTC and in the account's first region", async () => {
    const store = new MemoryImportStore();
    const files = {
      "accounts.csv": accountsCsv,
      "usage.csv": usage("NYC,2026-01-05 08:00,10", "NYC,2026-01-05 08:30,30", "NYC,2026-01-05 08:45,20", "V2X,2026-01-05 08:00,7"),
    };
    const { summary } = await importFiles(store, files, [accountsEntry, usageEntry]);
    expect([store.hour(nyc, "2026-01-05T13:00:00Z"), store.hour(v2x, "2026-01-05T00:00:00Z")]).toEqual([30, 7]);
    expect([...store.chunks.values()].map((chunk) => ({ ...chunk, values: chunk.values.length }))).toEqual([
      { accountId: nyc, metric: "pcu", region: "na-east", carrier: null, sdk: null, platform: null, month: "2026-01", values: 744 },
      { accountId: v2x, metric: "pcu", region: "cn-east", carrier: null, sdk: null, platform: null, month: "2026-01", values: 744 },
    ]);
    expect(summary.counts).toEqual({ accounts: 2, incidents: 0, incidentEvents: 0, series: 2 });
  });

  it("stores nothing the second time, whatever the parts the files come in", async () => {
    const store = new MemoryImportStore();
    const files = {
      "accounts.csv": accountsCsv,
      "usage.csv": usage("NYC,2026-01-05 08:00,10", "NYC,2026-01-05 08:30,30"),
      "log.csv": log(
        "INC1,New,3,Audio,Echo,Desk,Site 1,05-01-2026 08:00,0,?",
        "INC1,Closed,3,Audio,Echo,Desk,Site 1,05-01-2026 09:00,1,05-01-2026 08:50",
      ),
    };
    const entries = [accountsEntry, usageEntry, logEntry];
    expect((await importFiles(store, files, entries)).summary.total).toMatchObject({ read: 6, stored: 6, unchanged: 0 });
    const before = structuredClone([...store.records]);
    const again = await importFiles(store, files, entries, { partBytes: 3 });
    expect(again.summary.total).toEqual({ read: 6, stored: 0, unchanged: 6, dropped: { total: 0, byReason: {} } });
    expect([...store.records]).toEqual(before);
  });

  it("counts a usage row as stored when its hour changed", async () => {
    const store = new MemoryImportStore();
    await importFiles(store, { "accounts.csv": accountsCsv, "usage.csv": usage("NYC,2026-01-05 08:00,10", "NYC,2026-01-05 09:00,10") }, [
      accountsEntry,
      usageEntry,
    ]);
    const { summary } = await importFiles(
      store,
      { "accounts.csv": accountsCsv, "usage.csv": usage("NYC,2026-01-05 08:00,9", "NYC,2026-01-05 08:30,11", "NYC,2026-01-05 09:00,9") },
      [accountsEntry, usageEntry],
    );
    expect(summary.files[1]).toMatchObject({ read: 3, stored: 2, unchanged: 1 });
    expect(store.hour(nyc, "2026-01-05T14:00:00Z")).toBe(10);
  });

  it("reports each bad row with file, line, column and reason, and the good rows go in", async () => {
    const store = new MemoryImportStore();
    const rows = [
      "NYC,2026-01-05 08:00,10",
      "XXX,2026-01-05 08:00,10",
      "NYC,05/01/2026,10",
      "NYC,2026-01-05 09:00,many",
      "NYC,2026-01-05 10:00,-1",
      "NYC,2026-01-05 11:00,",
      'NYC,"2026-01-05 12:00,10',
      "NYC,2026-01-05 13:00",
      "NYC,2026-03-08 02:30,10",
      "NYC,2026-01-05 14:00,12",
    ];
    const { faults, summary } = await importFiles(store, { "accounts.csv": accountsCsv, "usage.csv": usage(...rows) }, [
      accountsEntry,
      usageEntry,
    ]);
    expect(faults.map(({ file, line, column, reason }) => `${file}:${line} ${column ?? "-"} ${reason}`)).toEqual([
      "usage.csv:3 account unknown-account",
      "usage.csv:4 time bad-date",
      "usage.csv:5 users bad-number",
      "usage.csv:6 users bad-value",
      "usage.csv:7 users missing-value",
      "usage.csv:8 - broken-quotes",
      "usage.csv:9 - too-few-cells",
      "usage.csv:10 time skipped-hour",
    ]);
    expect(faults.find(({ line }) => line === 4)?.message).toBe('"05/01/2026" is not a date as yyyy-MM-dd HH:mm');
    expect(summary.files[1]).toMatchObject({ read: 10, stored: 2, unchanged: 0, dropped: { total: 8 } });
  });

  it("tells the two passes of a doubled hour by repetition, or by the clock going back", async () => {
    const store = new MemoryImportStore();
    const byRepetition = usage("NYC,2014-11-02 01:00,1", "NYC,2014-11-02 01:00,2", "NYC,2014-11-02 01:30,3", "NYC,2014-11-02 01:30,4");
    const { summary } = await importFiles(store, { "accounts.csv": accountsCsv, "usage.csv": byRepetition }, [accountsEntry, usageEntry]);
    expect([store.hour(nyc, "2014-11-02T05:00:00Z"), store.hour(nyc, "2014-11-02T06:00:00Z")]).toEqual([3, 4]);
    expect(summary.files[1]?.warnings).toEqual([
      {
        code: "doubled-hour",
        count: 4,
        message: "local times that came twice: the first row was taken as the earlier, a second as the later",
      },
    ]);
    const byClock = new MemoryImportStore();
    const rows = usage("NYC,2014-11-02 01:03,1", "NYC,2014-11-02 01:58,2", "NYC,2014-11-02 01:04,3", "NYC,2014-11-02 01:59,4");
    await importFiles(byClock, { "accounts.csv": accountsCsv, "usage.csv": rows }, [accountsEntry, usageEntry]);
    expect([byClock.hour(nyc, "2014-11-02T05:00:00Z"), byClock.hour(nyc, "2014-11-02T06:00:00Z")]).toEqual([2, 4]);
  });

  it("reads contacts and contracts of a workbook, semicolons in GB18030, gzip and NDJSON alike", async () => {
    const store = new MemoryImportStore();
    const sheet = await writeXlsx({
      sheets: [
        {
          name: "S",
          rows: [
            ["客户", "姓名", "邮箱", "电话", "生日"],
            ["V2X", "李雷", "li@example.com", "+86 138 0000 0000", new Date(Date.UTC(2026, 3, 1))],
          ],
        },
      ],
    });
    const { summary } = await importFiles(
      store,
      {
        "accounts.csv": accountsCsv,
        "contacts.xlsx": sheet,
        "contracts.csv": iconv.encode("客户;等级;开始;续约;分钟\nV2X;高级;2026年1月1日;2027年1月1日;1.200.000\n", "gb18030"),
        "events.ndjson": gzipSync(
          '{"account":"NYC","name":"Marathon","from":"2026-11-01T09:00:00-05:00","to":"2026-11-01T18:00:00-05:00","uplift":1.6}\n{"account":"NYC"}\n[1]\n',
        ),
      },
      [
        accountsEntry,
        {
          files: "contacts.xlsx",
          target: "contacts",
          account: { by: "code", column: "客户" },
          fields: { name: "姓名", email: "邮箱", phone: "电话", role: { value: "operations" }, locale: { value: "zh-CN" } },
        },
        {
          files: "contracts.csv",
          target: "contracts",
          decimal: ",",
          account: { by: "code", column: "客户" },
          fields: {
            tier: { column: "等级", values: { 高级: "premium" } },
            startsOn: { column: "开始", date: "yyyy年M月d日" },
            renewsOn: { column: "续约", date: "yyyy年M月d日" },
            committedMinutes: "分钟",
          },
        },
        {
          files: "events.ndjson",
          target: "planned-events",
          account: { by: "code", column: "account" },
          fields: {
            name: "name",
            startsAt: { column: "from", date: "iso" },
            endsAt: { column: "to", date: "iso" },
            upliftFactor: "uplift",
          },
        },
      ],
    );
    expect(summary.files.map(({ file, stored, dropped, error }) => [file, stored, dropped.byReason, error])).toEqual([
      ["accounts.csv", 2, {}, null],
      ["contracts.csv", 1, {}, null],
      ["contacts.xlsx", 1, {}, null],
      ["events.ndjson", 1, { "bad-json": 1, "missing-value": 1 }, null],
    ]);
    expect(store.of("contract")).toMatchObject([
      {
        accountId: v2x,
        tier: "premium",
        startsOn: "2026-01-01",
        renewsOn: "2027-01-01",
        committedMinutes: 1_200_000,
        slaPolicy: "default",
      },
    ]);
    expect(store.of("contact")).toMatchObject([
      {
        accountId: v2x,
        name: "李雷",
        timeZone: "Asia/Shanghai",
        channels: [
          { type: "email", value: "li@example.com" },
          { type: "phone", value: "+86 138 0000 0000" },
        ],
      },
    ]);
    expect(store.of("plannedEvent")).toMatchObject([
      { accountId: nyc, name: "Marathon", startsAt: "2026-11-01T14:00:00.000Z", upliftFactor: 1.6, toldBy: "customer" },
    ]);
  });

  it("goes on with the other files when one cannot be read, and says which and why", async () => {
    const store = new MemoryImportStore();
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const { summary } = await importFiles(store, { "usage.csv": picture, "accounts.csv": accountsCsv }, [accountsEntry, usageEntry]);
    expect(summary.files.map(({ file, stored, error }) => [file, stored, error])).toEqual([
      ["accounts.csv", 2, null],
      ["usage.csv", 0, "it is no text but a PNG picture"],
    ]);
    const { summary: other } = await importFiles(store, { "usage.csv": "a,b\n1,2\n" }, [usageEntry]);
    expect(other.files[0]?.error).toBe('it has no column "users"; it has "a", "b"');
  });

  it("stops a gzip bomb and keeps the rows before it", async () => {
    const store = new MemoryImportStore();
    const bomb = gzipSync(Buffer.concat([Buffer.from(usage("NYC,2026-01-05 08:00,10")), Buffer.alloc(64 * 1024 * 1024, "a")]));
    const { summary } = await importFiles(store, { "accounts.csv": accountsCsv, "usage.csv": bomb }, [accountsEntry, usageEntry]);
    expect(summary.files[1]).toMatchObject({ read: 1, stored: 1, error: expect.stringMatching(/zip bomb/) as string });
    const cut = gzipSync(Buffer.from(usage("NYC,2026-01-05 08:00,10"))).subarray(0, 30);
    expect((await importFiles(store, { "usage.csv": cut }, [usageEntry])).summary.files[0]?.error).toBe(
      "it is a damaged gzip file; pack it again",
    );
  });

  it("drops control characters, NUL, unread characters and formula errors, and keeps a formula as the text it is", async () => {
    const store = new MemoryImportStore();
    const row = (code: string, name: string): string => `${code},${name},US,America/New_York,en,na-east,one_to_one,premium,x\n`;
    const text = `${accountsCsv.split("\n")[0] ?? ""}\n${row("A", "a\u0000b")}${row("B", "a\u0007b")}${row("C", "a\ufffdb")}${row("D", "#REF!")}${row("E", "=HYPERLINK(0)")}${row("E", "again")}`;
    const { summary } = await importFiles(store, { "accounts.csv": text }, [accountsEntry]);
    expect(summary.files[0]).toMatchObject({
      read: 6,
      stored: 1,
      dropped: { byReason: { "bad-encoding": 1, "bad-value": 1, "control-character": 2, duplicate: 1 } },
    });
    expect(store.of("account").map(({ name }) => name)).toEqual(["=HYPERLINK(0)"]);
    expect(summary.files[0]?.warnings.map(({ code }) => code)).toEqual(["formula"]);
  });

  it("settles every row of any file, makes only valid records, and stores nothing the second time", async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        "NYC",
        "INC1",
        "INC2",
        "New",
        "Closed",
        "1",
        "3",
        "?",
        "",
        "Site 1",
        "05-01-2026 08:00",
        "06-01-2026 08:00",
        '"',
        "=1",
        "\0",
        "2026-01-05 08:00",
      ),
      fc.string({ maxLength: 12, unit: "binary" }),
    );
    const rows = fc.array(
      fc.array(cell, { minLength: 8, maxLength: 11 }).map((cells) => cells.join(",")),
      { maxLength: 12 },
    );
    const goodish = fc
      .tuple(
        fc.constantFrom("INC1", "INC2"),
        fc.constantFrom("New", "Closed", "Active"),
        fc.integer({ min: 10, max: 28 }),
        fc.nat(3),
        fc.constantFrom("Site 1", "Site 2", "?"),
      )
      .map(([number, state, day, mod, site]) => `${number},${state},3,Audio,Echo,Desk,${site},${day}-01-2026 08:00,${mod},?`);
    await fc.assert(
      fc.asyncProperty(rows, fc.array(goodish, { maxLength: 10 }), fc.integer({ min: 1, max: 4000 }), async (bad, good, partBytes) => {
        const store = new MemoryImportStore();
        const files = {
          "accounts.csv": accountsCsv,
          "log.csv": log(...good, ...bad),
          "usage.csv": usage(...bad, "NYC,2026-01-05 08:00,5", ...bad),
        };
        const entries = [accountsEntry, usageEntry, logEntry];
        const first = await importFiles(store, files, entries, { partBytes });
        for (const kind of kindNames) for (const record of store.of(kind)) expect(kinds[kind].schema.safeParse(record).success).toBe(true);
        expect(first.faults).toHaveLength(first.summary.total.dropped.total);
        const second = await importFiles(store, files, entries, { partBytes: 65_536 });
        expect(second.summary.total.stored).toBe(0);
        expect(second.summary.total.read).toBe(first.summary.total.read);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes answers, releases and the versions in use; what is wrong with a row is told with its line", async () => {
    const store = new MemoryImportStore();
    const byAccount = { by: "code", column: "account" } as const;
    const { summary } = await importFiles(
      store,
      {
        "accounts.csv": accountsCsv,
        "answers.csv":
          "account,when,kind,score,says\nNYC,2026-05-04T10:00:00Z,nps,9,fine\nNYC,2026-05-04T10:00:00Z,csat,6,\nNYC,2026-05-04T10:00:00Z,mood,3,\n",
        "releases.csv":
          "version,day,known\n4.8.1,2026-03-01,CVE-2026-1 high 2026-07-22 4.9.0;CVE-2026-2 low 2026-08-01\n4.9.0,2026-07-15,\nnext,2026-08-01,\n4.9.1,2026-08-01,CVE-2026-3 awful 2026-08-01\n",
        "use.csv":
          "account,at,os,version,users\nNYC,2026-08-01T00:00:00Z,android,4.8.1,300\nV2X,2026-08-01T00:00:00Z,ios,4.9.0,7\nNYC,2026-08-01T00:00:00Z,android,4.9.0,900\nNYC,2026-08-01T00:00:00Z,android,4.9.0,1\nNYC,2026-08-01T00:00:00Z,fridge,4.9.0,1\nNYC,2026-08-01T00:00:00Z,ios,newest,1\nNYC,2026-08-01T00:00:00Z,ios,4.9.0,-1\n",
      },
      [
        accountsEntry,
        {
          files: "answers.csv",
          target: "surveys",
          account: byAccount,
          fields: { at: { column: "when", date: "iso" }, instrument: "kind", score: "score", comment: "says" },
        },
        {
          files: "releases.csv",
          target: "sdk-releases",
          fields: { version: "version", releasedOn: { column: "day", date: "iso" }, vulnerabilities: { column: "known", split: ";" } },
        },
        {
          files: "use.csv",
          target: "sdk-use",
          account: byAccount,
          fields: { at: { column: "at", date: "iso" }, platform: "os", version: "version", users: "users" },
        },
      ],
    );
    expect(summary.files.slice(1).map(({ file, stored, dropped, error }) => [file, stored, dropped.byReason, error])).toEqual([
      ["answers.csv", 1, { "bad-value": 2 }, null],
      ["releases.csv", 2, { "bad-value": 2 }, null],
      ["use.csv", 3, { duplicate: 1, "bad-value": 3 }, null],
    ]);
    expect(store.of("surveyAnswer")).toMatchObject([
      { accountId: nyc, at: "2026-05-04T10:00:00.000Z", instrument: "nps", score: 9, contactId: null, comment: "fine" },
    ]);
    expect(store.of("sdkRelease")).toMatchObject([
      {
        version: "4.8.1",
        releasedOn: "2026-03-01",
        vulnerabilities: [
          { name: "CVE-2026-1", severity: "high", publishedOn: "2026-07-22", fixedIn: "4.9.0" },
          { name: "CVE-2026-2", severity: "low", publishedOn: "2026-08-01", fixedIn: null },
        ],
      },
      { version: "4.9.0", platforms: ["android", "ios", "web", "windows", "macos", "other"], vulnerabilities: [] },
    ]);
    expect(store.of("sdkUse")).toMatchObject([
      {
        accountId: nyc,
        platform: "android",
        versions: [
          { version: "4.8.1", users: 300 },
          { version: "4.9.0", users: 900 },
        ],
      },
      { accountId: v2x, platform: "ios", versions: [{ version: "4.9.0", users: 7 }] },
    ]);
  });

  it("keeps a part of the traffic apart from the whole", async () => {
    const store = new MemoryImportStore();
    const { summary } = await importFiles(
      store,
      {
        "accounts.csv": accountsCsv,
        "usage.csv":
          "account,at,metric,sdk,os,value\nNYC,2026-01-05T08:00:00Z,sessions,,,10\nNYC,2026-01-05T08:00:00Z,sessions,4.9.0,ios,4\nNYC,2026-01-05T08:00:00Z,sessions,4.9.0,fridge,4\nNYC,2026-01-05T08:00:00Z,sessions,old,ios,4\n",
      },
      [
        accountsEntry,
        {
          files: "usage.csv",
          target: "usage",
          account: { by: "code", column: "account" },
          fields: { at: { column: "at", date: "iso" }, metric: "metric", sdk: "sdk", platform: "os", value: "value" },
        },
      ],
    );
    expect(summary.files[1]).toMatchObject({ stored: 2, dropped: { byReason: { "bad-value": 2 } } });
    expect([...store.chunks.values()].map(({ sdk, platform, values }) => [sdk, platform, values[4 * 24 + 8]])).toEqual([
      [null, null, 10],
      ["4.9.0", "ios", 4],
    ]);
  });
});
