import { domain as domainEn } from "../../../i18n/en/domain.ts";
import { formatDay } from "../../../i18n/format-time.ts";
import { domain as domainZh } from "../../../i18n/zh-CN/domain.ts";
import { type EvidenceCell, type EvidenceColumn, evidenceTables, type EvidenceTableId } from "../evidence/evidence-tables.ts";
import { answerKey, answerQuestion, timeOf } from "../metrics/answer-question.ts";
import type { ReviewMetricId } from "../metrics/review-metrics.ts";
import { type ReviewKey, type ReviewQuestion, reviewKey, type ReviewValue } from "../model/review-question.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { en } from "../words/en.ts";
import { zhCn } from "../words/zh-cn.ts";
import { type Holes, reviewWords, type WordKey } from "../words/review-words.ts";
import { mergeRuns } from "./narrative.ts";
import { periodWords } from "./period-words.ts";
import type { ReviewLocale, Run } from "./review-document.ts";
import { valueText } from "./value-text.ts";

/** What fills a hole of a sentence: a name, a bound value, or a clause. */
export type Piece = string | ReviewValue | readonly Run[];
export type EvidenceRow<T extends EvidenceTableId> = Readonly<Record<EvidenceColumn<T>, EvidenceCell>>;
export type Compare = `${"change" | "difference" | "ratio" | "share" | "size" | "gap"}:${string}` | null;

/** Says what a snapshot's rows say, in one language. Each question is answered once. */
export interface Pen {
  readonly snapshot: ReviewSnapshot;
  readonly locale: ReviewLocale;
  readonly ask: (metric: ReviewMetricId, filter?: ReviewQuestion["filter"], period?: string, compare?: Compare) => ReviewValue;
  /** null = no such key. */
  readonly answer: (key: ReviewKey) => ReviewValue | null;
  readonly run: (value: ReviewValue) => Run;
  /** A sentence or clause with its holes filled. `count` chooses between one and many. */
  readonly say: <K extends WordKey>(key: K, ...filled: Filled<K>) => readonly Run[];
  /** The same, where nothing is bound. */
  readonly word: <K extends WordKey>(
    key: K,
    ...filled: Holes<K> extends never ? [] : [holes: Readonly<Record<Holes<K>, string>>]
  ) => string;
  /** The catalogue's name of a member of an enumeration, `cause.carrier`; what it does not have stays as it is. */
  readonly name: (kind: NamedKind, member: EvidenceCell) => string;
  /** A period in full: `Q3 2026`, `2026 年三季度`, `September 2026`. */
  readonly period: (ref: "q" | "p" | "y") => string;
  readonly rows: <T extends EvidenceTableId>(table: T, period?: "q" | "p" | "y") => readonly EvidenceRow<T>[];
}

/** A sentence without holes may still be given a count. */
type NoHoles = Readonly<Record<string, Piece>>;

export type Filled<K extends WordKey> =
  Holes<K> extends never ? [holes?: NoHoles, count?: number | null] : [holes: Readonly<Record<Holes<K>, Piece>>, count?: number | null];

type NamedKind = "region" | "carrier" | "cause" | "severity" | "clock" | "scenario" | "metric" | "platform" | "incidentKind" | "dayType";

export function plain(text: string, style: Partial<Pick<Run, "bold" | "italic">> = {}): Run {
  return { text, key: null, bold: false, italic: false, ...style };
}

export function createPen(snapshot: ReviewSnapshot, locale: ReviewLocale): Pen {
  const words = reviewWords[locale];
  const answers = new Map<ReviewKey, ReviewValue | null>();
  const answer: Pen["answer"] = (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const made = answerKey(snapshot, key);
    answers.set(key, made);
    return made;
  };
  const ask: Pen["ask"] = (metric, filter = {}, period = "q", compare = null) => {
    const [as, to] = (compare ?? "").split(/:(.*)/);
    const question: ReviewQuestion = {
      metric,
      filter,
      period,
      compare: compare === null ? null : { as: as as NonNullable<ReviewQuestion["compare"]>["as"], to: to ?? "" },
    };
    const key = reviewKey(question);
    const known = answers.get(key);
    if (known !== undefined && known !== null) return known;
    const made = answerQuestion(snapshot, question);
    answers.set(key, made);
    return made;
  };
  const run = (value: ReviewValue): Run => ({ ...plain(valueText(value, locale, snapshot.timeZone)), key: value.key });
  const template = (key: WordKey, count: number | null): string => {
    const known: Readonly<Record<string, string>> = words;
    const variants = [...(snapshot.kind === "letter" ? [`${key}#letter`] : []), ...(count === 1 ? [`${key}#one`] : [])];
    const variant = variants.find((one) => Object.hasOwn(known, one));
    return variant === undefined ? words[key] : (known[variant] ?? "");
  };
  const fill = (key: WordKey, holes: Readonly<Record<string, Piece>>, count: number | null): readonly Run[] => {
    const runs = template(key, count)
      .split(/(\{\w+\})/)
      .flatMap((part): readonly Run[] => {
        const hole = /^\{(\w+)\}$/.exec(part)?.[1];
        if (hole === undefined) return [plain(part)];
        const piece = holes[hole];
        if (piece === undefined) throw new RangeError(`${key} has nothing for ${part}`);
        return typeof piece === "string" ? [plain(piece)] : isValue(piece) ? [run(piece)] : piece;
      });
    return mergeRuns(locale === "zh-CN" ? spaced(runs) : runs);
  };
  const say: Pen["say"] = (key, ...filled) => fill(key, filled[0] ?? {}, filled[1] ?? null);
  return {
    snapshot,
    locale,
    ask,
    answer,
    run,
    say,
    word: (key, ...filled) => textOf(fill(key, filled[0] ?? {}, null)),
    name: (kind, member) => nameOf(locale, kind, member),
    period: (ref) => periodWords(snapshot.kind, snapshot.period, ref, locale),
    rows: (table, period) => rowsOf(snapshot, table, period),
  };
}

export function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join("");
}

/** A clause as a sentence: its first letter is a capital; a bound value stays as it is. */
export function sentence(runs: readonly Run[]): readonly Run[] {
  const [first, ...rest] = runs;
  return first === undefined || first.key !== null
    ? runs
    : [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest];
}

/** A clause as a whole sentence, with its full stop. */
export function stopped({ locale }: Pick<Pen, "locale">, runs: readonly Run[]): readonly Run[] {
  return mergeRuns([...sentence(runs), plain(locale === "en" ? "." : "。")]);
}

export function numberOf(value: ReviewValue): number | null {
  return typeof value.value === "number" ? value.value : null;
}

function isValue(piece: Exclude<Piece, string>): piece is ReviewValue {
  return "rows" in piece;
}

const latin = /[\p{Script=Latin}\d%+−×]/u;

/** Chinese stands apart from Latin letters and digits, wherever the pieces of a sentence meet. */
function spaced(runs: readonly Run[]): readonly Run[] {
  const known = runs.filter(({ text }) => text !== "");
  return known.flatMap((run, i) => {
    const before = known[i - 1]?.text.at(-1) ?? "";
    const after = run.text.charAt(0);
    const apart = (isHan(before) && latin.test(after)) || (latin.test(before) && isHan(after));
    return apart ? [plain(" "), run] : [run];
  });
}

function isHan(character: string): boolean {
  return /\p{Script=Han}/u.test(character);
}

const catalogues: Readonly<Record<ReviewLocale, Readonly<Record<string, string>>>> = { en: domainEn, "zh-CN": domainZh };

function nameOf(locale: ReviewLocale, kind: NamedKind, member: EvidenceCell): string {
  if (member === null || member === "") return reviewWords[locale].unknown;
  const key = `${kind}.${String(member)}`;
  const own: Readonly<Record<string, string>> = locale === "en" ? en : zhCn;
  return catalogues[locale][key] ?? own[key] ?? String(member);
}

function rowsOf<T extends EvidenceTableId>(snapshot: ReviewSnapshot, table: T, period?: "q" | "p" | "y"): readonly EvidenceRow<T>[] {
  const columns = Object.keys(evidenceTables[table]);
  const at = columns.indexOf("at");
  const time = period === undefined ? null : timeOf(snapshot, period);
  return snapshot.evidence[table].rows
    .filter((row) => {
      const when = row[at];
      return time === null || (typeof when === "number" && when >= time.fromMs && when < time.toMs);
    })
    .map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null])) as EvidenceRow<T>);
}

/** The local day of an instant. */
export function dayOf(snapshot: ReviewSnapshot, ms: number): string {
  return formatDay(ms, snapshot.timeZone);
}
