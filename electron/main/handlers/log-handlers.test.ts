import { expect, it } from "vitest";
import { logHandlers } from "./log-handlers.ts";

it("logs the window's errors, but a page in a loop of errors does not fill the log", async () => {
  const lines: string[] = [];
  let nowMs = 0;
  const log = {
    info: (text: string) => lines.push(text),
    error: (where: string, error: unknown) => lines.push(`${where}: ${String(error)}`),
  };
  const handlers = logHandlers(log, () => nowMs);
  for (let i = 0; i < 100; i += 1) await handlers["log.error"]({ name: "TypeError", message: "x is undefined", stack: "at y" });
  expect(lines).toHaveLength(30);
  expect(lines[0]).toBe("window: TypeError: x is undefined\nat y");
  nowMs = 60_000;
  await handlers["log.error"]({ name: "RangeError", message: "z", stack: "" });
  expect(lines.slice(30)).toEqual(["window: 70 more errors in that minute", "window: RangeError: z\n"]);
});
