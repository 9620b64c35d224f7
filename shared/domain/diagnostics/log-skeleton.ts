/**
 * What of a log may leave the machine: when, how bad, where, which error, which code, and where in the program. Whatever people or servers wrote
 * is left out, because an error's message can quote a customer, an address or a token. Nothing is taken because it looks harmless: only what has a
 * known shape is kept.
 */
const desktopLine = /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})\] \[(error|warn|info|verbose|debug)\]\s+(.*)$/;
const where = /^(window|start|crash|locking|embedded backend|keeping the sign-in|opening an address|bridge [a-z]{1,20}\.[a-z-]{1,30})(?=:)/;
const errorName = /^\s*:?\s*((?:[A-Z][A-Za-z]{0,30})?(?:Error|Exception))\b/;
const code = /\b(E[A-Z]{3,14}|ERR_[A-Z_]{3,40}|SQLITE_[A-Z_]{3,30}|[45]\d\d)\b/g;
const frame = /^\s+at (?:(?:async )?([A-Za-z_$][\w$.<>]{0,60}) )?\(?(?:.*[\\/])?([\w-]{1,60}\.[cm]?[jt]sx?):(\d{1,6}):(\d{1,6})\)?$/;
/** The names that this program's own functions and files have are in Latin letters; a longer run is no name. */
const mostLines = 400;

/** Codes of the systems below, by their shape: a customer's name is none of them. */
function codesIn(text: string): string {
  const found = [...new Set(text.match(code))].filter((one) => knownCodes.has(one) || one.startsWith("ERR_"));
  return found.length === 0 ? "" : ` ${found.join(" ")}`;
}
const knownCodes: ReadonlySet<string> = new Set([
  "EACCES",
  "EADDRINUSE",
  "EBUSY",
  "ECONNREFUSED",
  "ECONNRESET",
  "EDQUOT",
  "EEXIST",
  "EHOSTUNREACH",
  "EIO",
  "EISDIR",
  "EMFILE",
  "ENETUNREACH",
  "ENOENT",
  "ENOSPC",
  "ENOTDIR",
  "ENOTEMPTY",
  "ENOTFOUND",
  "EPERM",
  "EPIPE",
  "EROFS",
  "ETIMEDOUT",
  "EXDEV",
  "400",
  "401",
  "403",
  "404",
  "408",
  "409",
  "410",
  "413",
  "422",
  "429",
  "500",
  "502",
  "503",
  "504",
]);

/** The desktop's log, as electron-log writes it: the newest lines, oldest first. */
export function desktopLogSkeleton(text: string): readonly string[] {
  const kept: string[] = [];
  let leftOut = 0;
  for (const line of text.split("\n")) {
    const [, at, level, said = ""] = desktopLine.exec(line) ?? [];
    if (at !== undefined) {
      const place = where.exec(said)?.[1] ?? "";
      const rest = said.slice(place.length);
      const name = errorName.exec(rest)?.[1];
      kept.push(
        `${at} ${String(level)}${place === "" ? "" : ` ${place}`}${name === undefined ? "" : ` ${knownError(name)}`}${codesIn(rest)}`,
      );
      continue;
    }
    const [, fn, file, row, column] = frame.exec(line) ?? [];
    if (file !== undefined && !isAsset(file)) leftOut += 1;
    else if (file !== undefined)
      kept.push(`    at ${fn === undefined ? "" : `${plainFunction(fn)} `}${file}:${String(row)}:${String(column)}`);
    else if (line.trim() !== "") leftOut += 1;
  }
  const shown = kept.slice(-mostLines);
  return leftOut === 0 ? shown : [...shown, `(${leftOut} lines of text left out)`];
}

/** Names of errors that this program, its platform and its libraries throw. */
const errors: ReadonlySet<string> = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "AggregateError",
  "EvalError",
  "URIError",
  "DOMException",

  "QuotaExceededError",
  "InvalidStateError",
  "UnknownError",
  "AbortError",
  "TimeoutError",
  "NotFoundError",
  "DataError",
  "VersionError",

  "DatabaseClosedError",
  "OpenFailedError",
  "SealError",
  "PageFormatError",
  "FencedError",
  "StorageError",
  "BackupError",
  "ZodError",
  "ApiError",
]);
function knownError(name: string): string {
  return errors.has(name) ? name : "OtherError";
}

/** The build's own files; what else a stack names may lie in a folder of the user's. */
function isAsset(file: string): boolean {
  return /^(?:index|backend|data-worker|export-worker|compute-worker|chunk|[a-z-]{2,40}-[\w-]{8})\.[cm]?js$/.test(file);
}

function plainFunction(name: string): string {
  return /^(?:new |async )?[a-z$_][\w$.]{0,40}$/.test(name) && name.length <= 24 ? name : "fn";
}

const jsonNumber = new Set(["level", "time", "status", "ms", "escalations", "verdicts"]);
/** What this program itself says in its lines. */
const messages: ReadonlySet<string> = new Set([
  "request",
  "request failed",
  "the log was not trimmed",
  "scores were not kept",
  "forecasts were not kept",

  "promises were kept an eye on",
  "escalations and verdicts were not kept",
  "the laptop was not noted",
  "snapshot pages were not built",
]);

/** The backend's log: JSON lines, of which fields with a known meaning and form are kept. */
export function backendLogSkeleton(text: string): readonly string[] {
  let leftOut = 0;
  const kept = text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const skeleton = backendLine(line);
    if (skeleton === null) leftOut += 1;
    return skeleton === null ? [] : [skeleton];
  });
  const shown = kept.slice(-mostLines);
  return leftOut === 0 ? shown : [...shown, `(${leftOut} lines of text left out)`];
}

function backendLine(line: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const out: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(value)) {
    if (jsonNumber.has(name) && typeof held === "number") out[name] = held;
    if (name === "msg" && typeof held === "string") out[name] = messages.has(held) ? held : "other";
    if (name === "method" && typeof held === "string" && /^[A-Z]{3,7}$/.test(held)) out[name] = held;
    if (name === "route" && typeof held === "string" && /^\/v1\/[a-z/:-]{1,60}$/.test(held)) out[name] = held;
    if (name === "fault") out[name] = faultOf(held);
  }
  return JSON.stringify(out);
}

function faultOf(fault: unknown): string {
  if (typeof fault === "string") return knownError(fault);
  if (typeof fault !== "object" || fault === null || !("name" in fault)) return "OtherError";
  const name = knownError(String(fault.name));
  const sqlState = "code" in fault && typeof fault.code === "string" && /^[0-9A-Z]{5}$/.test(fault.code) ? fault.code : "";
  return sqlState !== "" && /\d/.test(sqlState) ? `${name} ${sqlState}` : name;
}
