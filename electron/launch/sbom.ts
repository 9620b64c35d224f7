import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { importedPackages, licenceFaults, npmBill, shippedBill } from "./bill-of-materials.ts";

/**
 * `npm run sbom`: writes what the product is made of (CycloneDX 1.5) to build/sbom.cdx.json, or to the file that is named. What is bundled counts,
 * although npm takes it for a tool of development. Ends with 1 when a part has a licence that is not allowed.
 */
const root = resolve(import.meta.dirname, "../..");
const target = resolve(process.argv[2] ?? join(root, "build", "sbom.cdx.json"));

function shippedRoots(): ReadonlySet<string> {
  const own = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const sources = globSync("{shared,renderer,electron/main,electron/preload}/**/*.{ts,tsx,css}", { cwd: root }).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
  const imported = sources.flatMap((file) => importedPackages(readFileSync(join(root, file), "utf8")));
  return new Set([...Object.keys(own.dependencies), ...imported, "electron"]);
}

// By a shell: npm is a script on Windows.
const text = execFileSync("npm sbom --sbom-format cyclonedx --package-lock-only", {
  cwd: root,
  shell: true,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
  stdio: ["ignore", "pipe", "ignore"],
});
const bill = shippedBill(npmBill.parse(JSON.parse(text)), shippedRoots());
const parts = npmBill.shape.components.parse((bill as { readonly components: unknown }).components);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${JSON.stringify(bill, null, 2)}\n`);
const faults = licenceFaults(parts);
process.stdout.write(`${parts.length} components in ${target}\n`);
for (const fault of faults) process.stdout.write(`licence not allowed: ${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
