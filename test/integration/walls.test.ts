import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** A wall that nothing can run into is no wall: each rule is shown a file that breaks it. */
const root = resolve(import.meta.dirname, "../..");
const probes: Readonly<Record<string, { readonly file: string; readonly code: string; readonly says: RegExp }>> = {
  "a feature may not import another feature": {
    file: "renderer/features/zz-probe-a/probe.ts",
    code: 'import { b } from "../zz-probe-b/probe.ts";\nexport const a = b;\n',
    says: /boundaries\(dependencies\)/,
  },
  "the window may not import the backend": {
    file: "renderer/features/zz-probe-b/probe.ts",
    code: 'import { x } from "../../../backend/storage/import-store.ts";\nexport const b = x;\n',
    says: /boundaries\(dependencies\)/,
  },
  "shared imports only shared": {
    file: "shared/domain/zz-probe/probe.ts",
    code: 'import { x } from "../../../backend/storage/import-store.ts";\nexport const c = x;\n',
    says: /boundaries\(dependencies\)/,
  },
  "only renderer/data touches Dexie": {
    file: "renderer/features/zz-probe-c/probe.ts",
    code: 'import { Dexie } from "dexie";\nexport const d = Dexie;\n',
    says: /no-restricted-imports/,
  },
  "only the preload touches ipcRenderer": {
    file: "renderer/features/zz-probe-d/probe.ts",
    code: 'import { ipcRenderer } from "electron";\nexport const e = ipcRenderer;\n',
    says: /no-restricted-imports/,
  },
  "no cycles": {
    file: "shared/domain/zz-probe/one.ts",
    code: 'import { two } from "./two.ts";\nexport const one = (): unknown => two;\n',
    says: /no-cycle/,
  },
  "no promise is left floating": {
    file: "shared/domain/zz-probe/floating.ts",
    code: "async function work(): Promise<void> {}\nexport function start(): void {\n  work();\n}\n",
    says: /no-floating-promises/,
  },
};
const folders = [
  "renderer/features/zz-probe-a",
  "renderer/features/zz-probe-b",
  "renderer/features/zz-probe-c",
  "renderer/features/zz-probe-d",
  "shared/domain/zz-probe",
];

function clean(): void {
  for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true });
}

describe("the walls of the house", () => {
  let findings = "";

  beforeAll(() => {
    for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
    for (const { file, code } of Object.values(probes)) writeFileSync(join(root, file), code);
    writeFileSync(join(root, "shared/domain/zz-probe/two.ts"), 'import { one } from "./one.ts";\nexport const two = (): unknown => one;\n');
    const ended = spawnSync(join(root, "node_modules/.bin/oxlint"), ["--format=unix", ...folders], { cwd: root, encoding: "utf8" });
    findings = ended.stdout;
    clean();
  });

  afterAll(clean);

  test.each(Object.entries(probes))("%s", (_name, { file, says }) => {
    const own = findings.split("\n").filter((line) => line.startsWith(file) || line.includes(`/${file}`));
    expect(own.join("\n")).toMatch(says);
  });
});
