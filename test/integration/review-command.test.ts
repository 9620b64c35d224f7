import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBackendStore } from "../../backend/storage/open-backend-store.ts";
import { createDemo } from "../../shared/demo/demo.ts";
import type { Incident } from "../../shared/domain/incident/incident.ts";
import { fileTexts } from "../../shared/domain/review/check/file-texts.ts";
import { type Review, reviewId, type ReviewSection, reviewSectionId } from "../../shared/domain/review/model/review.ts";
import { quarterlySections } from "../../shared/domain/review/model/review-sections.ts";
import type { Task } from "../../shared/domain/task/task.ts";

// Every run of the command opens the store and composes anew.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const root = resolve(import.meta.dirname, "../..");
const endMs = Date.UTC(2026, 9, 3, 2);
const at = ["--at", "2026-10-03T02:00:00Z"] as const;
const quarter = ["--quarter", "2026Q3", ...at] as const;
const demo = createDemo({ size: "desk", seed: 7, endMs });
const held = 5;
const [good, foreignTask, foreignIncident, edited] = [0, 1, 2, 3].map((i) => customer(i)) as [Customer, Customer, Customer, Customer];
const stranger = customer(9);
let folder = "";
let data = "";

interface Customer {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Report {
  readonly snapshot: { readonly id: string; readonly from: string; readonly takenAt: string };
  readonly files: readonly { readonly format: string; readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly notWritten: readonly { readonly path: string; readonly fault: string }[];
  readonly findings: readonly unknown[];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headroom-review-"));
  data = join(folder, "data");
  const store = await openBackendStore({ dataDir: data });
  const importer = await store.importStore(undefined, "demo");
  const count = demo.accounts.length;
  // Everything of five customers; of the others their names.
  const records = [...demo.sharedRecords(), ...demo.headRecords(0, count), ...demo.bodyRecords(0, held)];
  await importer.putRecords(records.map(({ kind, id, fields }) => ({ kind, id, fields, defaults: {} })));
  await importer.putChunks([...demo.usageChunks(0, held)], "last");
  await importer.putChunks([...demo.qualityChunks(0, held)], "last");
  const incidents = records.flatMap(({ kind, id, fields }) => (kind === "incident" ? [{ ...fields, id } as unknown as Incident] : []));
  await importer.putRecords([
    task("task_own", good, { title: `Ask whether ${stranger.name} pays less` }),
    task("task_agreed", foreignTask, { title: `As for ${stranger.name}`, reviewId: reviewId(foreignTask.id, "quarterly", "2026-Q3") }),
    ...incidents
      .filter(({ accountId }) => accountId === foreignIncident.id)
      .map(({ id }) => ({ kind: "incident" as const, id, fields: { title: `Like the one of ${stranger.name}` }, defaults: {} })),
    ...editedReview(),
  ]);
  await store.close();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function customer(index: number): Customer {
  const found = demo.accounts[index];
  if (found === undefined) throw new RangeError(`no customer ${index}`);
  return found;
}

function task(id: string, { id: accountId }: Customer, fields: Partial<Task>) {
  const open = { ownerId: "me", dueOn: "2026-10-20", state: "open", doneOn: null, playbook: null };
  return { kind: "task" as const, id, fields: { accountId, ...open, ...fields }, defaults: {} };
}

/** A review whose growth somebody wrote about, with a number that is typed. */
function editedReview() {
  const id = reviewId(edited.id, "quarterly", "2026-Q3");
  const review: Omit<Review, "id"> = {
    accountId: edited.id,
    kind: "quarterly",
    period: "2026-Q3",
    state: "draft",
    ownerId: "me",
    createdAt: "2026-10-01T02:00:00.000Z",
    snapshotId: "S-00000000",
    locale: "en",
    order: [],
    hidden: [],
    heldOn: null,
    templateId: null,
  };
  const section: Omit<ReviewSection, "id"> = {
    accountId: edited.id,
    reviewId: id,
    section: "usage_growth",
    audience: "customer",
    titleZh: null,
    titleEn: null,
    bodyZh: null,
    bodyEn: "The peak was 4,821,734 people.",
    notesZh: null,
    notesEn: null,
    acknowledged: [],
  };
  return [
    { kind: "review" as const, id, fields: review, defaults: {} },
    { kind: "reviewSection" as const, id: reviewSectionId(id, "usage_growth"), fields: section, defaults: {} },
  ];
}

async function review(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, "backend/cli/headroom.ts"), "review", "--data", data, ...args], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: "", ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return new Promise((done) => child.on("close", (code) => done({ code, out, err })));
}

function reportOf({ out }: Ended): Report {
  return JSON.parse(out) as Report;
}

async function written(name: string): Promise<readonly string[]> {
  return (await readdir(join(folder, name)).catch(() => [])).toSorted();
}

test("every format of a quarter: the report says what was written and from what, byte for byte the same elsewhere, and our own tasks are in none", async () => {
  const args = ["--account", good.code, ...quarter, "--lang", "en", "--json"];
  const first = await review([...args, "--out", "first"]);
  const formats = ["pptx", "docx", "xlsx", "html"] as const;
  expect([first.code, first.err]).toEqual([0, ""]);
  const files = await Promise.all(
    formats.map(async (format) => {
      const path = join("first", `${good.name}-2026-Q3-QSR-en.${format}`);
      const bytes = await readFile(join(folder, path));
      const said = fileTexts(bytes, format).map(({ text }) => text);
      expect(said.filter((text) => text.includes("pays less") || text.includes(stranger.name))).toEqual([]);
      return { format, path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
  const report = reportOf(first);
  expect(report).toEqual({
    account: good.code,
    kind: "quarterly",
    period: "2026-Q3",
    locale: "en",
    audience: "customer",
    snapshot: {
      id: expect.stringMatching(/^S-[0-9A-F]{8}$/),
      digest: expect.stringMatching(new RegExp(`^${report.snapshot.id.slice(2)}[0-9a-f]{56}$`, "i")),
      from: "record",
      takenAt: "2026-10-03T02:00:00.000Z",
      dataAsOf: expect.stringMatching(/^2026-10-0[1-3]T/),
    },
    files,
    notWritten: [],
    findings: [],
    sections: quarterlySections,
    withoutData: ["outreach"],
  });
  expect(await written("first")).toEqual(files.map(({ path }) => path.slice("first/".length)).toSorted());

  const second = reportOf(await review([...args, "--out", "second"], { TZ: "Pacific/Kiritimati", LANG: "zh_CN.UTF-8" }));
  expect(second.files.map(({ sha256 }) => sha256)).toEqual(files.map(({ sha256 }) => sha256));
  expect(second.snapshot).toEqual(report.snapshot);
});

test("in Chinese, the formats that were asked for, said in lines for people; a PDF is left to the desktop", async () => {
  const { code, out, err } = await review(["--account", good.code, ...quarter, "--lang", "zh", "--formats", "html,pdf", "--out", "zh"]);
  const name = `${good.name}-2026-Q3-QSR-zh-CN.html`;
  expect([code, err]).toEqual([1, "headroom: pdf: a PDF is made by the desktop, which can print\n"]);
  expect(await written("zh")).toEqual([name]);
  const bytes = await readFile(join(folder, "zh", name), "utf8");
  expect(bytes).toContain('lang="zh-CN"');
  expect(out.split("\n")).toEqual([
    expect.stringMatching(new RegExp(`^${good.code} 2026-Q3: snapshot S-[0-9A-F]{8} \\(record\\), data as of 2026-10-0\\S+Z$`)),
    "16 sections, without data: outreach",
    `${join("zh", name)}  ${Buffer.byteLength(bytes)} bytes`,
    "",
  ]);
});

test("a review that was presented keeps its numbers: they come from its own snapshot, run after run", async () => {
  const presented = [...demo.bodyRecords(0, held)].find(({ kind }) => kind === "review");
  if (presented === undefined) throw new Error("somebody was presented a review");
  const { accountId, period, snapshotId } = presented.fields as unknown as Review;
  const account = demo.accounts.find(({ id }) => id === accountId);
  const args = ["--account", account?.code ?? "", "--quarter", period, "--formats", "xlsx", "--json"];
  const [first, second] = [await review([...args, "--out", "kept"]), await review([...args, "--out", "kept-again"])];
  expect(reportOf(first)).toMatchObject({ snapshot: { id: snapshotId, from: "stored" }, files: [{ format: "xlsx" }], notWritten: [] });
  expect(reportOf(second).files.map(({ sha256 }) => sha256)).toEqual(reportOf(first).files.map(({ sha256 }) => sha256));
});

test("what cannot be asked is said in one line, and nothing is written", async () => {
  for (const [args, line] of [
    [["--account", "NOBODY", ...quarter], /^headroom: there is no account with the code NOBODY\n$/],
    [["--account", good.code, "--quarter", "2026Q5"], /a quarter like 2026Q3/],
    [["--account", good.code, "--month", "2026-13"], /a month like 2026-09/],
    [["--account", good.code], /^headroom: say either --quarter or --month\n$/],
    [["--account", good.code, "--month", "2026-09", ...quarter], /^headroom: say either --quarter or --month\n$/],
    [["--account", good.code, ...quarter, "--lang", "fr"], /zh-CN or en/],
    [["--account", good.code, ...quarter, "--formats", "html,doc"], /some of pptx,/],
    [
      ["--account", good.code, ...quarter, "--template", "none.pptx"],
      /^headroom: cannot read the template none\.pptx \(ENOENT\): check the path\n$/,
    ],
  ] as const) {
    expect(await review([...args, "--out", "nothing"])).toEqual({ code: 1, out: "", err: expect.stringMatching(line) });
  }
  expect(await written("nothing")).toEqual([]);
});

test("a file that cannot be written is told by name with the reason, and the others are written", async () => {
  const name = `${good.name}-2026-Q3-QSR-en`;
  await mkdir(join(folder, "taken", `${name}.html`), { recursive: true });
  await writeFile(join(folder, "file"), "somebody's");
  const args = ["--account", good.code, ...quarter, "--lang", "en", "--json"];
  const taken = await review([...args, "--formats", "html,xlsx", "--out", "taken"]);
  const path = join("taken", `${name}.html`);
  expect([taken.code, taken.err]).toEqual([1, `headroom: ${path}: a folder has its name (EISDIR)\n`]);
  expect(reportOf(taken)).toMatchObject({ files: [{ format: "xlsx" }], notWritten: [{ path, fault: "a folder has its name (EISDIR)" }] });
  expect(await written("taken")).toEqual([`${name}.html`, `${name}.xlsx`]);

  const file = await review([...args, "--formats", "html", "--out", "file"]);
  const fault = "a file stands where a folder is named (EEXIST)";
  expect([file.code, file.err]).toEqual([1, `headroom: ${join("file", `${name}.html`)}: ${fault}\n`]);
  expect(reportOf(file)).toMatchObject({ files: [], notWritten: [{ path: join("file", `${name}.html`), fault }] });
  expect(await readFile(join(folder, "file"), "utf8")).toBe("somebody's");
});

const mayEverything = process.platform === "win32" || process.getuid?.() === 0;
test.skipIf(mayEverything)(
  `a folder that may not be written into${mayEverything ? " (left out: this user may write everywhere)" : ""}`,
  async () => {
    await mkdir(join(folder, "locked"));
    await chmod(join(folder, "locked"), 0o500);
    const { code, err } = await review(["--account", good.code, ...quarter, "--lang", "en", "--formats", "html", "--out", "locked"]);
    expect([code, err]).toEqual([1, `headroom: ${join("locked", `${good.name}-2026-Q3-QSR-en.html`)}: it may not be written (EACCES)\n`]);
  },
);

test.each([
  ["an action item", foreignTask],
  ["an incident", foreignIncident],
])("another customer who is named in the title of %s keeps every file from leaving, and is told", async (_what, { code: account }) => {
  const { code, out, err } = await review(["--account", account, ...quarter, "--formats", "html,xlsx", "--out", "foreign"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^headroom: nothing is written, because other customers are named: [^\n]+\n$/);
  expect(err).toContain(`${stranger.name} in html (page)`);
  expect(err).toContain(`${stranger.name} in xlsx (`);
  expect(await written("foreign")).toEqual([]);
});

test("a text with a typed number is refused with where it stands and what it is", async () => {
  const ended = await review(["--account", edited.code, ...quarter, "--lang", "en", "--formats", "html", "--json", "--out", "edited"]);
  expect(ended.code).toBe(1);
  expect(reportOf(ended)).toMatchObject({
    files: [],
    notWritten: [],
    findings: [{ kind: "literal_number", section: "usage_growth", place: "body", text: "4,821,734" }],
  });
  expect(ended.err).toBe(
    "headroom: usage_growth body: literal_number 4,821,734\nheadroom: nothing is written until these are mended or let stand in the console\n",
  );
  expect(await written("edited")).toEqual([]);
});
