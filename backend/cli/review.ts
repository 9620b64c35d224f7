import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { blocks, checkReview } from "../../shared/domain/review/check/check-review.ts";
import { type ReviewFormat, reviewFormats } from "../../shared/domain/review/check/file-texts.ts";
import { composeReview } from "../../shared/domain/review/compose/compose-review.ts";
import type { ReviewDocument, ReviewLocale } from "../../shared/domain/review/compose/review-document.ts";
import { buildSnapshot } from "../../shared/domain/review/evidence/build-snapshot.ts";
import { unpackSnapshot } from "../../shared/domain/review/evidence/pack-snapshot.ts";
import type { SnapshotRequest } from "../../shared/domain/review/evidence/review-sources.ts";
import { type MadeFile, makeReviewFiles } from "../../shared/domain/review/export/make-files.ts";
import { layoutReview } from "../../shared/domain/review/layout/layout-review.ts";
import type { ReviewSnapshot } from "../../shared/domain/review/model/review-snapshot.ts";
import { type Audience, audiences } from "../../shared/domain/review/model/review.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { readReview, type StoredReview } from "../review/read-review.ts";
import { type WrittenFile, writeFiles } from "../review/write-files.ts";
import { serviceScope } from "../storage/database.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { parseId } from "./parse-id.ts";
import { parseInstant } from "./parse-instant.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface ReviewCommandOptions {
  readonly account: string;
  readonly quarter?: string;
  readonly month?: string;
  readonly lang?: ReviewLocale;
  readonly formats: readonly ReviewFormat[];
  readonly audience: Audience;
  readonly out: string;
  readonly template?: string;
  readonly at?: number;
  readonly data?: string;
  readonly tenant: string;
  readonly json: boolean;
}

function parseQuarter(text: string): string {
  const match = /^(\d{4})-?[qQ]([1-4])$/.exec(text);
  if (match === null) throw new InvalidArgumentError("a quarter like 2026Q3.");
  return `${match[1]}-Q${match[2]}`;
}

function parseMonth(text: string): string {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError("a month like 2026-09.");
  return text;
}

function parseLocale(text: string): ReviewLocale {
  if (text === "zh-CN" || text === "zh") return "zh-CN";
  if (text === "en") return "en";
  throw new InvalidArgumentError("zh-CN or en.");
}

function parseAudience(text: string): Audience {
  const found = audiences.find((one) => one === text);
  if (found === undefined) throw new InvalidArgumentError(`${audiences.join(" or ")}.`);
  return found;
}

function parseFormats(text: string): readonly ReviewFormat[] {
  const formats = [...new Set(text.split(",").map((one) => one.trim().toLowerCase()))].map((one) =>
    reviewFormats.find((known) => known === one),
  );
  if (formats.some((one) => one === undefined)) throw new InvalidArgumentError(`some of ${reviewFormats.join(",")}.`);
  return formats.filter((one) => one !== undefined);
}

function requestOf({ quarter, month, at }: ReviewCommandOptions): SnapshotRequest {
  const takenMs = at ?? systemClock.now();
  if ((quarter === undefined) === (month === undefined)) throw new CommandError("say either --quarter or --month");
  return quarter === undefined ? { kind: "letter", period: month ?? "", takenMs } : { kind: "quarterly", period: quarter, takenMs };
}

interface Frozen {
  readonly snapshot: ReviewSnapshot;
  /** `stored` its numbers are those that the review has in the console. */
  readonly from: "stored" | "record";
}

/** The review's own snapshot where it has one, so that its numbers do not move; else, or as of `--at`, one that is taken from the record. */
function frozenOf(stored: StoredReview, request: SnapshotRequest, at: number | undefined): Frozen {
  if (at === undefined && stored.frozen !== null) {
    const read = unpackSnapshot(stored.frozen.packed);
    if (!read.ok)
      throw new CommandError(
        `the snapshot ${stored.frozen.snapshotId} of this review cannot be read (${read.error.code}): give --at to take one anew`,
      );
    return { snapshot: read.value, from: "stored" };
  }
  return { snapshot: buildSnapshot(stored.sources, request), from: "record" };
}

function composed(stored: StoredReview, snapshot: ReviewSnapshot, { lang, audience }: ReviewCommandOptions): ReviewDocument {
  const { review, sections, account } = stored;
  return composeReview(snapshot, {
    locale: lang ?? (account.locale.startsWith("zh") ? "zh-CN" : "en"),
    audience,
    review: review ?? { kind: snapshot.kind, order: [], hidden: [] },
    sections,
  });
}

async function templateOf(path: string | undefined): Promise<Uint8Array | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!["ENOENT", "EACCES", "EISDIR"].includes(code)) throw error;
    throw new CommandError(`cannot read the template ${path} (${code}): check the path`);
  }
}

/** All formats but PDF, which only the desktop can print; none, where another customer is named in one. */
async function madeFiles(
  { account, customers }: StoredReview,
  snapshot: ReviewSnapshot,
  document: ReviewDocument,
  options: ReviewCommandOptions,
): Promise<readonly MadeFile[]> {
  const template = await templateOf(options.template);
  const made = await makeReviewFiles(
    {
      document,
      snapshot,
      slides: layoutReview(document),
      ...(template === undefined ? {} : { template }),
      formats: options.formats.filter((format) => format !== "pdf"),
      names: { own: account, all: customers },
    },
    { print: null, onProgress: () => undefined },
  );
  if (made.ok) return made.value;
  switch (made.error.code) {
    case "foreign-name":
      throw new CommandError(
        `nothing is written, because other customers are named: ${made.error.found.map(({ name, format, part }) => `${name} in ${format} (${part})`).join("; ")}`,
      );
    case "template-refused":
      throw new CommandError(`the template ${options.template ?? ""} cannot be used: ${made.error.reason}`);
    case "not-printed":
      throw new Error("nothing is printed here");
    default:
      return assertNever(made.error);
  }
}

async function run(options: ReviewCommandOptions): Promise<void> {
  const request = requestOf(options);
  await withStore(options.data, async ({ db }) => {
    const scope = serviceScope(options.tenant, "headroom");
    const stored = await db.withTenant(scope, (tx) => readReview(tx, options.account, request), { snapshot: true });
    if (stored === null) throw new CommandError(`there is no account with the code ${options.account}`);
    const { snapshot, from } = frozenOf(stored, request, options.at);
    const document = composed(stored, snapshot, options);
    const findings = checkReview(document, snapshot, stored.sections).filter((finding) => blocks(finding, stored.sections));
    const files = findings.length > 0 ? [] : await madeFiles(stored, snapshot, document, options);
    const written = await writeFiles(options.out, files);
    const left: readonly WrittenFile[] = [
      ...written.filter(({ fault }) => fault !== null),
      ...(options.formats.includes("pdf") ? [{ path: "pdf", fault: "a PDF is made by the desktop, which can print" }] : []),
    ];
    const report = {
      account: snapshot.account.code,
      kind: snapshot.kind,
      period: snapshot.period,
      locale: document.locale,
      audience: document.audience,
      snapshot: {
        id: snapshot.id,
        digest: snapshot.digest,
        from,
        takenAt: new Date(snapshot.takenMs).toISOString(),
        dataAsOf: snapshot.dataAsOfMs === null ? null : new Date(snapshot.dataAsOfMs).toISOString(),
      },
      files: files.flatMap(({ format, bytes, sha256 }, i) =>
        written[i]?.fault === null ? [{ format, path: written[i].path, bytes: bytes.length, sha256 }] : [],
      ),
      notWritten: left,
      findings: findings.map(({ kind, section, place, text }) => ({ kind, section, place, text })),
      sections: document.sections.map(({ id }) => id),
      withoutData: document.sections.filter(({ layout }) => layout === "nothing").map(({ id }) => id),
    };
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : linesOf(report));
    for (const { path, fault } of left) process.stderr.write(`headroom: ${path}: ${fault ?? ""}\n`);
    for (const { kind, section, place, text } of findings) process.stderr.write(`headroom: ${section} ${place}: ${kind} ${text}\n`);
    if (findings.length > 0) process.stderr.write("headroom: nothing is written until these are mended or let stand in the console\n");
    if (left.length > 0 || findings.length > 0) process.exitCode = 1;
  });
}

interface Report {
  readonly account: string;
  readonly period: string;
  readonly snapshot: { readonly id: string; readonly from: string; readonly dataAsOf: string | null };
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly sections: readonly string[];
  readonly withoutData: readonly string[];
}

function linesOf({ account, period, snapshot, files, sections, withoutData }: Report): string {
  const head = `${account} ${period}: snapshot ${snapshot.id} (${snapshot.from}), data as of ${snapshot.dataAsOf ?? "never"}`;
  const none = withoutData.length === 0 ? "" : `, without data: ${withoutData.join(", ")}`;
  return [head, `${sections.length} sections${none}`, ...files.map(({ path, bytes }) => `${path}  ${bytes} bytes`), ""].join("\n");
}

export function addReviewCommand(program: Command): void {
  program
    .command("review")
    .description("Writes the service review of an account and a quarter, or its letter of a month, from the record.")
    .requiredOption("--account <code>", "the account's code")
    .option("--quarter <quarter>", "e.g. 2026Q3", parseQuarter)
    .option("--month <month>", "e.g. 2026-09: the monthly quality letter", parseMonth)
    .option("--lang <locale>", "zh-CN or en (default: the account's)", parseLocale)
    .option("--formats <list>", "some of pptx,docx,xlsx,html", parseFormats, parseFormats("pptx,docx,xlsx,html"))
    .option("--audience <who>", "customer, or internal with the sections for colleagues", parseAudience, "customer")
    .option("--out <dir>", "folder for the files", ".")
    .option("--template <file>", "a PPTX or POTX with the look of the company or the customer")
    .option("--at <instant>", "take the numbers anew, as of then (default: the review's own, or of now)", parseInstant)
    .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
    .option("--tenant <id>", "company", parseId, defaultTenant.id)
    .option("--json", "one line of JSON with the snapshot, the files and what is without data", false)
    .action(run);
}
