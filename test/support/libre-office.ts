import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const offices = [
  "/usr/bin/soffice",
  "/usr/local/bin/soffice",
  "/opt/libreoffice/program/soffice",
  "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];
const painters = ["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm", "/opt/homebrew/bin/pdftoppm"];
const presentationFilters = ["/usr/lib/libreoffice/program/libsdlo.so", "/opt/libreoffice/program/libsdlo.so"];

function firstOf(paths: readonly string[]): string | null {
  return (
    paths.find((path) => {
      try {
        accessSync(path, constants.R_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? null
  );
}

/** LibreOffice with Impress, and poppler beside it; null = this machine does not have both. */
export function findLibreOffice(): { readonly soffice: string; readonly pdftoppm: string } | null {
  const soffice = firstOf(offices);
  const pdftoppm = firstOf(painters);
  if (soffice === null || pdftoppm === null) return null;
  // Debian packs the programs one by one: Writer alone cannot read slides.
  return soffice.startsWith("/usr/bin") && firstOf(presentationFilters) === null ? null : { soffice, pdftoppm };
}

/** Installs Debian's packages where there is none and this is root. What went wrong is not an error: tests that need it say that they were left out. */
export function ensureLibreOffice(): void {
  if (findLibreOffice() !== null || process.platform !== "linux" || process.getuid?.() !== 0) return;
  process.stderr.write(
    "headroom: installing Debian's libreoffice-impress, libreoffice-writer, libreoffice-calc, poppler-utils and fonts-noto-cjk\n",
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["libreoffice-impress", "libreoffice-writer", "libreoffice-calc", "poppler-utils", "fonts-noto-cjk"];
  for (const args of [
    ["update", "-q"],
    ["install", "-y", "-q", "--no-install-recommends", ...packages],
  ]) {
    if (spawnSync("apt-get", args, { env, stdio: "ignore", timeout: 600_000 }).status !== 0) return;
  }
}

/** Pages of a file of Office as LibreOffice draws them, JPEG in order. Throws where it cannot open the file. */
export function pagesOf(file: Uint8Array, ending: "pptx" | "docx" | "xlsx", dotsPerInch: number): readonly Uint8Array[] {
  const found = findLibreOffice();
  if (found === null) throw new Error("no LibreOffice: install libreoffice-impress and poppler-utils");
  const folder = mkdtempSync(join(tmpdir(), "headroom-pages-"));
  try {
    const source = join(folder, `review.${ending}`);
    writeFileSync(source, file);
    // A profile of its own: two of them at a time would wait for each other.
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const opened = spawnSync(found.soffice, [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source], {
      timeout: 240_000,
    });
    const pdf = join(folder, "review.pdf");
    if (firstOf([pdf]) === null) throw new Error(`LibreOffice did not open the file: ${String(opened.stderr).slice(0, 400)}`);
    spawnSync(found.pdftoppm, ["-r", String(dotsPerInch), "-jpeg", "-jpegopt", "quality=78", pdf, join(folder, "page")], {
      timeout: 120_000,
    });
    const pages = readdirSync(folder)
      .filter((name) => /^page-\d+\.jpg$/.test(name))
      .sort();
    return pages.map((name) => new Uint8Array(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
