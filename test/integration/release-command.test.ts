import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { addReleaseCommand } from "../../backend/cli/release.ts";
import { CommandError } from "../../backend/cli/report-fault.ts";
import { verifySignature } from "../../electron/main/services/updates/verify-signature.ts";
import { openManifest } from "../../shared/domain/update/signed-manifest.ts";
import type { UpdateManifest } from "../../shared/domain/update/update-manifest.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-release-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command writes on standard output, or the one line that it would end with. */
async function release(...args: readonly string[]): Promise<string> {
  const program = new Command();
  addReleaseCommand(program);
  let out = "";
  const keep = (data: string | Uint8Array): boolean => {
    out += String(data);
    return true;
  };
  const spies = [vi.spyOn(process.stdout, "write").mockImplementation(keep), vi.spyOn(process.stderr, "write").mockReturnValue(true)];
  try {
    await program.parseAsync(["release", ...args], { from: "user" });
    return out.trim();
  } catch (error) {
    if (error instanceof CommandError) return `refused: ${error.message.replaceAll(`${folder}/`, "")}`;
    throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
const at = (name: string): string => join(folder, name);

function manifestFor(key: string): UpdateManifest {
  const opened = openManifest(readFileSync(join(folder, "stable.json"), "utf8"), [key], verifySignature);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

it("takes a version from the key to the roll-back, as laptops will read it", async () => {
  const key = await release("keys", at("release.pem"));
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  if (process.platform !== "win32") expect(statSync(at("release.pem")).mode & 0o777).toBe(0o600);
  expect(await release("keys", at("release.pem"))).toBe(
    "refused: cannot make release.pem: it is there already, or the folder cannot be written to",
  );
  const nextKey = await release("keys", at("next.pem"));

  mkdirSync(at("dist"));
  for (const version of ["1.0.0", "1.1.0"])
    for (const name of [
      `Headroom-${version}.AppImage`,
      `headroom_${version}_amd64.deb`,
      `Headroom-Setup-${version}-x64.exe`,
      `Headroom-${version}-arm64-mac.zip`,
    ])
      writeFileSync(join(folder, "dist", name), `${name}\n`);
  writeFileSync(at("zh.txt"), "更快\n");
  const manifest = at("stable.json");
  const sign = ["sign", manifest, "--key", at("release.pem"), "--dir", at("dist"), "--version"];
  expect(await release(...sign, "1.0.0")).toMatch(
    /^stable #1: 1\.0\.0, 100 % of laptops, until .*Z, darwin-arm64 linux-x64-appimage win32-x64 linux-x64-deb$/,
  );
  writeFileSync(at("kept-1.0.0.json"), readFileSync(manifest));

  await release(...sign, "1.1.0", "--rollout", "5", "--notes-zh", at("zh.txt"), "--minimum", "0.9.0");
  expect(manifestFor(key)).toMatchObject({
    sequence: 2,
    version: "1.1.0",
    rolloutPercent: 5,
    minimumVersion: "0.9.0",
    rollback: null,
    notes: { "zh-CN": "更快", en: "" },
  });
  expect(await release("verify", manifest, "--public", key, "--dir", at("dist"))).toMatch(/^stable #2: 1\.1\.0, 5 % of laptops/);
  expect(await release("verify", manifest, "--public", nextKey)).toBe("refused: stable.json is not signed by a key that was given");

  await release("rollout", manifest, "--key", at("release.pem"), "--key", at("next.pem"), "--percent", "50");
  expect(manifestFor(nextKey)).toMatchObject({ sequence: 3, rolloutPercent: 50 });

  const back = [
    "rollback",
    manifest,
    "--key",
    at("next.pem"),
    "--key",
    at("release.pem"),
    "--from",
    "1.1.0",
    "--to",
    at("kept-1.0.0.json"),
  ];
  expect(await release(...back, "--reason-zh", "有误", "--reason-en", "A fault")).toMatch(/^stable #4: 1\.0\.0, back from 1\.1\.0, until /);
  expect(manifestFor(key)).toMatchObject({ version: "1.0.0", rollback: { from: ["1.1.0"], reason: { "zh-CN": "有误", en: "A fault" } } });

  writeFileSync(join(folder, "dist", "Headroom-1.0.0.AppImage"), "something else\n");
  expect(await release("verify", manifest, "--public", key, "--dir", at("dist"))).toBe(
    "refused: Headroom-1.0.0.AppImage is not the file that was signed",
  );
  expect(await release(...sign, "2.0.0")).toBe("refused: dist holds no .exe, .zip, .AppImage or .deb of version 2.0.0");
});
