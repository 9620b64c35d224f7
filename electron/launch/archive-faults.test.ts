import { expect, it } from "vitest";
import { archiveFaults } from "./archive-faults.ts";

const whole = [
  "/out/main/index.js",
  "/out/main/backend.js",
  "/out/preload/index.cjs",
  "/out/renderer/index.html",
  "/package.json",
  "/node_modules/@electric-sql/pglite/dist/pglite.wasm",
  "/node_modules/nodemailer/package.json",
].map((path) => ({ path, sizeBytes: 1_000 }));

it("takes an archive of what is needed", () => {
  expect(archiveFaults(whole)).toEqual([]);
});

it("names what is missing, what must not be there, what is there twice, and too much", () => {
  expect(archiveFaults(whole.slice(1))).toEqual(["the archive lacks /out/main/index.js"]);
  for (const path of [
    "/out/main/index.js.map",
    "/shared/kernel/result.ts",
    "/node_modules/zod/src/index.ts",
    "/node_modules/react-dom/index.js",
    "/node_modules/a/.env",
    "/release.key",
  ]) {
    expect(archiveFaults([...whole, { path, sizeBytes: 1 }])).toEqual([`the archive holds ${path}`]);
  }
  const again = { path: "/node_modules/x/node_modules/@electric-sql/pglite/dist/pglite.wasm", sizeBytes: 1 };
  expect(archiveFaults([...whole, again])).toEqual(["the archive holds the embedded database 2 times"]);
  expect(archiveFaults([...whole, { path: "/out/renderer/big.js", sizeBytes: 70 * 1024 * 1024 }])).toEqual([
    "the archive has 73407320 bytes, more than 73400320",
  ]);
});
