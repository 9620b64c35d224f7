import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { openManifest, sealManifest } from "../../shared/domain/update/signed-manifest.ts";
import { storeVersion } from "../../shared/domain/update/store-version.ts";
import { type UpdateChannel, type UpdateManifest, updateChannels, updateManifest } from "../../shared/domain/update/update-manifest.ts";
import { publicKey } from "../../shared/domain/update/update-source.ts";
import { version } from "../../shared/domain/update/version-order.ts";
import { systemClock } from "../../shared/kernel/clock.ts";
import { releaseFilesIn, sha512Of } from "../release/release-files.ts";
import { makeSigningKey, readSigningKey, verifiesWith } from "../release/signing-key.ts";
import { CommandError } from "./report-fault.ts";

const dayMs = 86_400_000;

interface Signing {
  readonly key: readonly string[];
  readonly days: number;
}

interface SignOptions extends Signing {
  readonly channel: UpdateChannel;
  readonly version: string;
  readonly dir: string;
  readonly rollout: number;
  readonly minimum?: string;
  readonly notesZh?: string;
  readonly notesEn?: string;
}

interface RollbackOptions extends Signing {
  readonly from: readonly string[];
  readonly to: string;
  readonly reasonZh: string;
  readonly reasonEn: string;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function parseVersion(text: string): string {
  if (!version.safeParse(text).success) throw new InvalidArgumentError("a version is three numbers like 1.2.0, with -beta.1 at most.");
  return text;
}

function parsePercent(text: string): number {
  const percent = Number(text);
  if (text === "" || !(percent >= 0 && percent <= 100)) throw new InvalidArgumentError("a share is a number from 0 to 100.");
  return percent;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new InvalidArgumentError("a whole number of days from 1 to 365.");
  return days;
}

/** null = there is no such file yet. Throws CommandError when it was not signed by one of `keys`. */
async function readManifest(file: string, keys: readonly string[]): Promise<UpdateManifest | null> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const opened = openManifest(text, keys, verifiesWith);
  if (opened.ok) return opened.value;
  throw new CommandError(`${file} is ${opened.error.code === "wrong-signature" ? "not signed by a key that was given" : "not a manifest"}`);
}

/** Signs with every key, and says what laptops will make of it. */
async function write(file: string, manifest: UpdateManifest, options: Signing): Promise<void> {
  const keys = await Promise.all(options.key.map((path) => readSigningKey(path)));
  const issuedAtMs = systemClock.now();
  const whole = updateManifest.safeParse({ ...manifest, issuedAtMs, expiresAtMs: issuedAtMs + options.days * dayMs });
  if (!whole.success) throw new CommandError(`the manifest would not be taken: ${whole.error.issues[0]?.message ?? ""}`);
  await writeFile(file, sealManifest(whole.data, keys));
  process.stdout.write(`${describe(whole.data)}\n`);
}

function describe(manifest: UpdateManifest): string {
  const { channel, sequence, version: offered, rolloutPercent, rollback, expiresAtMs, files } = manifest;
  const back = rollback === null ? `${rolloutPercent} % of laptops` : `back from ${rollback.from.join(", ")}`;
  const targets = files.map(({ target }) => target).join(" ");
  return `${channel} #${sequence}: ${offered}, ${back}, until ${new Date(expiresAtMs).toISOString()}, ${targets}`;
}

/** Whatever is signed next comes after what there is: a laptop never takes a number twice. */
async function before(file: string, options: Signing): Promise<UpdateManifest | null> {
  const keys = await Promise.all(options.key.map((path) => readSigningKey(path)));
  return await readManifest(
    file,
    keys.map(({ key }) => key),
  );
}

async function existing(file: string, options: Signing): Promise<UpdateManifest> {
  const found = await before(file, options);
  if (found === null) throw new CommandError(`${file} is not there: "headroom release sign" makes it`);
  return found;
}

async function signRelease(file: string, options: SignOptions): Promise<void> {
  const last = await before(file, options);
  if (last !== null && last.channel !== options.channel) throw new CommandError(`${file} is of the channel ${last.channel}`);
  const notes = {
    "zh-CN": options.notesZh === undefined ? "" : (await readFile(options.notesZh, "utf8")).trim(),
    en: options.notesEn === undefined ? "" : (await readFile(options.notesEn, "utf8")).trim(),
  };
  const manifest: UpdateManifest = {
    format: 1,
    channel: options.channel,
    sequence: (last?.sequence ?? 0) + 1,
    version: options.version,
    issuedAtMs: 0,
    expiresAtMs: 0,
    minimumVersion: options.minimum ?? null,
    storeVersion,
    rolloutPercent: options.rollout,
    rollback: null,
    notes,
    files: [...(await releaseFilesIn(options.dir, options.version))],
  };
  await write(file, manifest, options);
}

async function rollOut(file: string, percent: number, options: Signing): Promise<void> {
  const last = await existing(file, options);
  await write(file, { ...last, sequence: last.sequence + 1, rolloutPercent: percent }, options);
}

async function rollBack(file: string, options: RollbackOptions): Promise<void> {
  const last = await existing(file, options);
  const earlier = await existing(options.to, options);
  if (earlier.channel !== last.channel) throw new CommandError(`${options.to} is of the channel ${earlier.channel}`);
  if (earlier.storeVersion < last.storeVersion)
    throw new CommandError(
      `${earlier.version} cannot read the local database of ${last.version}, so no laptop would go back: mend it in a newer version`,
    );
  const reason = { "zh-CN": options.reasonZh, en: options.reasonEn };
  const rollback = { from: [...options.from], reason };
  await write(file, { ...earlier, sequence: last.sequence + 1, rolloutPercent: 100, rollback }, options);
}

async function verifyRelease(
  file: string,
  { public: keys, dir }: { readonly public: readonly string[]; readonly dir?: string },
): Promise<void> {
  const manifest = await readManifest(file, keys);
  if (manifest === null) throw new CommandError(`${file} is not there`);
  if (manifest.expiresAtMs <= systemClock.now())
    throw new CommandError(`${file} ran out at ${new Date(manifest.expiresAtMs).toISOString()}`);
  for (const { name, sha512 } of dir === undefined ? [] : manifest.files) {
    const found = await sha512Of(join(String(dir), name)).catch(() => null);
    if (found !== sha512) throw new CommandError(`${name} is ${found === null ? "missing" : "not the file that was signed"}`);
  }
  process.stdout.write(`${describe(manifest)}\n`);
}

async function makeKey(file: string): Promise<void> {
  process.stdout.write(`${await makeSigningKey(file)}\n`);
  process.stderr.write(
    `the private key is in ${file}: keep it away from the build machine and its copy away from it; above is its public half\n`,
  );
}

function parseKey(text: string, earlier: readonly string[] = []): readonly string[] {
  if (!publicKey.safeParse(text).success) throw new InvalidArgumentError('a public key as "headroom release keys" prints it.');
  return [...earlier, text];
}

export function addReleaseCommand(program: Command): void {
  const release = program.command("release").description("Signs what laptops may update themselves to.");
  const signing = (command: Command): Command =>
    command
      .requiredOption("--key <file>", "private key to sign with; may be given twice while one key is replaced by another", collect)
      .option("--days <number>", "days until it runs out", parseDays, 30);
  release.command("keys <file>").description("Makes a signing key in a file and prints its public half.").action(makeKey);
  signing(release.command("sign <manifest>"))
    .description("Signs a version for a channel, in place of what the manifest said before.")
    .addOption(new Option("--channel <name>", "who it is for").choices([...updateChannels]).default("stable"))
    .requiredOption("--version <version>", "version that is offered", parseVersion)
    .requiredOption("--dir <dir>", "folder of the installers")
    .option("--rollout <percent>", "share of the laptops that are offered it", parsePercent, 100)
    .option("--minimum <version>", "oldest version that is still supported: older ones do not wait for the share", parseVersion)
    .option("--notes-zh <file>", "what is new, in Chinese")
    .option("--notes-en <file>", "what is new, in English")
    .action(signRelease);
  signing(release.command("rollout <manifest>"))
    .description("Changes the share of the laptops that are offered the version.")
    .requiredOption("--percent <percent>", "share", parsePercent)
    .action((file: string, options: Signing & { readonly percent: number }) => rollOut(file, options.percent, options));
  signing(release.command("rollback <manifest>"))
    .description("Orders laptops with the versions named back to an earlier one.")
    .requiredOption("--from <version>", "version that is left; may be given several times", (text: string, earlier?: readonly string[]) =>
      collect(parseVersion(text), earlier),
    )
    .requiredOption("--to <manifest>", "kept manifest of the version that is gone back to")
    .requiredOption("--reason-zh <text>", "why, in Chinese")
    .requiredOption("--reason-en <text>", "why, in English")
    .action(rollBack);
  release
    .command("verify <manifest>")
    .description("Checks a manifest as laptops do, and the installers beside it.")
    .requiredOption("--public <key>", "public key that is built in; may be given twice", parseKey)
    .option("--dir <dir>", "folder of the installers")
    .action(verifyRelease);
}
