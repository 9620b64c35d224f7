import { expect, test } from "vitest";
import { backendLogSkeleton, desktopLogSkeleton } from "./log-skeleton.ts";

const canaries = ["CanaryCustomer", "金丝雀客户", "canary@customer.example", "hr~acme~s3cretTokenOfTheTest", "13800001111"];
const [canary = ""] = canaries;

test("of the desktop's log stay instants, places, known errors, codes and the program's own frames", () => {
  const log = `[2026-11-22 08:00:01.123] [error] window: TypeError: ${canary} is not a function
    at renderRow (app://console/assets/index.js:10:200)
    at Array.map (<anonymous>)
    at async fetchPage (file:///home/${canary}/out/main/chunks/proxy-Ab12Cd34.js:7:1)
    at ${canary} (/home/x/${canary}.js:1:1)
[2026-11-22 08:00:02.000] [error] bridge file.save: Error: ENOSPC: no space left, write '/home/${canary}/客户.csv'
[2026-11-22 08:00:03.000] [info]  ${canary} signed in with https://a:b@host/?token=${String(canaries[3])}
[2026-11-22 08:00:04.000] [error] embedded backend: ${canary}Error: got 503 from EVIL${canary}
a line of ${canary}
`;
  expect(desktopLogSkeleton(log)).toEqual([
    "2026-11-22 08:00:01.123 error window TypeError",
    "    at renderRow index.js:10:200",
    "    at fetchPage proxy-Ab12Cd34.js:7:1",
    "2026-11-22 08:00:02.000 error bridge file.save Error ENOSPC",
    "2026-11-22 08:00:03.000 info",
    "2026-11-22 08:00:04.000 error embedded backend OtherError 503",
    "(3 lines of text left out)",
  ]);
});

test("of the backend's log stay known fields in known forms", () => {
  const lines = [
    { level: 30, time: 1, method: "GET", route: "/v1/sync/pull", status: 200, ms: 4, msg: "request" },
    { level: 50, time: 2, fault: { name: "StorageError", code: "53100", frames: [`at ${canary}`] }, msg: "request failed" },
    { level: 50, time: 3, fault: `${canary}Error`, msg: `${canary} failed`, extra: canary, route: `/v1/${canary}`, method: canary },
  ];
  expect(backendLogSkeleton(`${lines.map((line) => JSON.stringify(line)).join("\n")}\nheadroom: ${canary}\n`)).toEqual([
    '{"level":30,"time":1,"method":"GET","route":"/v1/sync/pull","status":200,"ms":4,"msg":"request"}',
    '{"level":50,"time":2,"fault":"StorageError 53100","msg":"request failed"}',
    '{"level":50,"time":3,"fault":"OtherError","msg":"other"}',
    "(1 lines of text left out)",
  ]);
});

test.each(canaries)("%s put anywhere in a line is in none that stays", (text) => {
  const shapes = [
    `[2026-11-22 08:00:01.123] [error] ${text}: Error: x`,
    `[2026-11-22 08:00:01.123] [error] window: ${text}: x`,
    `[2026-11-22 08:00:01.123] [error] window: TypeError: ${text}`,
    `[2026-11-22 08:00:01.123] [error] bridge ${text}.x: TypeError: x`,
    `[2026-11-22 08:00:01.123] [${text}] window: TypeError: x`,
    `[${text}] [error] window: TypeError: x`,
    `    at ${text} (index.js:1:1)`,
    `    at f (/home/${text}/index.js:1:1)`,
    `    at f (/home/${text}.js:1:1)`,
    text,
  ].join("\n");
  expect(desktopLogSkeleton(shapes).join("\n")).not.toContain(text);
  const json = ["level", "time", "method", "route", "status", "ms", "msg", "fault", text].map((name) => JSON.stringify({ [name]: text }));
  const nested = [JSON.stringify({ fault: { name: text, code: text, frames: [text] } })];
  expect(backendLogSkeleton([...json, ...nested, text].join("\n")).join("\n")).not.toContain(text);
});
