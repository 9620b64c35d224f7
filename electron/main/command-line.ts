import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Result, err, ok } from "../../shared/kernel/result.ts";
import { sitePackEnding } from "../../shared/bridge/site-pack.ts";
import { isProtected } from "./security/is-protected.ts";

export const demoSizes = ["desk", "team", "region"] as const;
export type DemoSize = (typeof demoSizes)[number];

/** What the command line asks for this start, before any of it is carried out. */
export interface CommandLine {
  /** Folder of the profile instead of the system's usual one; absolute. */
  readonly userData: string | null;
  /** Overrides the remembered connection for this start only; null = the remembered one. */
  readonly connection:
    | { readonly mode: "demo" }
    | { readonly mode: "embedded"; readonly dataDir: string }
    | { readonly mode: "remote"; readonly url: string; readonly token: string }
    | null;
  /** false: the embedded backend is not started, so that the window must do without. */
  readonly backend: boolean;
  readonly demoSize: DemoSize;
  readonly route: string | null;
  readonly language: "zh-CN" | "en" | null;
  readonly theme: "light" | "dark" | null;
  /** Save what the window shows to this PNG file (absolute) and end. */
  readonly shot: string | null;
  /** Content size of the window in CSS pixels; null = the remembered one. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** A `headroom://` address, not yet checked. */
  readonly deepLink: string | null;
  /** A site pack to open (absolute): `--pack FILE`, or the file alone, as a file manager names it. */
  readonly pack: string | null;
}

export interface UsageError {
  readonly code: "usage";
  /** One line: what is wrong and what would be right. */
  readonly message: string;
}

const options = {
  data: { type: "string" },
  server: { type: "string" },
  demo: { type: "boolean" },
  "demo-size": { type: "string" },
  "no-backend": { type: "boolean" },
  "user-data": { type: "string" },
  route: { type: "string" },
  lang: { type: "string" },
  theme: { type: "string" },
  shot: { type: "string" },
  size: { type: "string" },
  pack: { type: "string" },
} as const;

/** Switches that Chromium or Electron read for themselves. */
const passedBy =
  /^--(no-sandbox|ozone-platform(-hint)?|enable-features|disable-features|disable-gpu|force-device-scale-factor|inspect(-brk)?|remote-debugging-port)(=|$)/;

function usage(message: string): { readonly ok: false; readonly error: UsageError } {
  return err({ code: "usage", message });
}

function oneOf<T extends string>(values: readonly T[], text: string | undefined): T | null | undefined {
  if (text === undefined) return null;
  return values.find((value) => value === text);
}

function backendUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return isProtected(url) && url.username === "" && url.password === "" ? url.origin : null;
}

/** `args` without the executable and the application's own path; `cwd` is the base of relative paths. */
export function parseCommandLine(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Result<CommandLine, UsageError> {
  const { values, positionals, tokens } = parseArgs({
    args: args.filter((arg) => !passedBy.test(arg)),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const known = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : null;
    if (known === null)
      return usage(
        `unknown option ${token.rawName}; the options are ${Object.keys(options)
          .map((name) => `--${name}`)
          .join(", ")}`,
      );
    if (known.type === "string" && (token.value === undefined || token.value === "")) return usage(`${token.rawName} needs a value`);
  }
  const text = (name: keyof typeof options): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const path = (name: keyof typeof options): string | null => {
    const value = text(name);
    return value === undefined ? null : resolve(cwd, value);
  };

  const deepLink = positionals.find((word) => word.startsWith("headroom:")) ?? null;
  const packFile = packIn(positionals);
  const stray = positionals.find((word) => word !== deepLink && word !== packFile);
  if (stray !== undefined) return usage(`unexpected argument "${stray}"`);
  const demoSize = oneOf(demoSizes, text("demo-size"));
  if (demoSize === undefined) return usage(`--demo-size must be one of ${demoSizes.join(", ")}`);
  const language = oneOf(["zh-CN", "en"], text("lang"));
  if (language === undefined) return usage("--lang must be zh-CN or en");
  const theme = oneOf(["light", "dark"], text("theme"));
  if (theme === undefined) return usage("--theme must be light or dark");
  const route = text("route") ?? null;
  if (route !== null && !/^\/[\w\-./:?=&%]{0,299}$/.test(route))
    return usage("--route must start with / and hold only URL characters, e.g. /accounts");
  const sizeParts = /^(\d{3,4})x(\d{3,4})$/.exec(text("size") ?? "1440x900");
  if (sizeParts === null) return usage("--size must be WIDTHxHEIGHT, e.g. 1440x900");
  const shot = path("shot");
  const size = text("size") === undefined && shot === null ? null : { width: Number(sizeParts[1]), height: Number(sizeParts[2]) };

  const dataDir = path("data");
  const server = text("server");
  const wantsDemo = values["demo"] === true || text("demo-size") !== undefined;
  if ([dataDir !== null, server !== undefined, wantsDemo].filter(Boolean).length > 1)
    return usage("choose one of --data, --server and --demo");
  let connection: CommandLine["connection"] = null;
  if (server !== undefined) {
    const url = backendUrl(server);
    if (url === null) return usage("--server must be an https address without a user name, e.g. https://headroom.example.com");
    const token = env["HEADROOM_TOKEN"] ?? "";
    if (token === "") return usage("--server needs an access token in the environment variable HEADROOM_TOKEN");
    connection = { mode: "remote", url, token };
  } else if (dataDir !== null) connection = { mode: "embedded", dataDir };
  else if (wantsDemo || shot !== null) connection = { mode: "demo" };

  return ok({
    userData: path("user-data"),
    connection,
    backend: values["no-backend"] !== true,
    demoSize: demoSize ?? "desk",
    route,
    language,
    theme,
    shot,
    size,
    deepLink,
    pack: path("pack") ?? (packFile === null ? null : resolve(cwd, packFile)),
  });
}

/** The first site pack among arguments that are not options; also among a second start's. */
export function packIn(words: readonly string[]): string | null {
  return words.find((word) => !word.startsWith("-") && word.toLowerCase().endsWith(sitePackEnding)) ?? null;
}
