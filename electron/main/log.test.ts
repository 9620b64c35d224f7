import { describe, expect, it } from "vitest";
import { redact } from "./log.ts";

describe("the log", () => {
  it.each([
    ["Authorization: Bearer abc.def-123 refused", "Authorization: [removed] [removed] refused"],
    ["got bearer abc.def-123", "got bearer [removed]"],
    ['{"token":"s3cret","x":1}', '{"token":"[removed]","x":1}'],
    ["https://ann:pw@host/path", "https://[removed]@host/path"],
    ["connect ECONNREFUSED 127.0.0.1:80", "connect ECONNREFUSED 127.0.0.1:80"],
  ])("keeps no credential of %j", (text, kept) => {
    expect(redact(text)).toBe(kept);
  });
});
