import { expect, it } from "vitest";
import { checkSignIn } from "./check-sign-in.ts";

const token = "t".repeat(20);

it.each([
  ["headroom.example.com", token, "url"],
  ["ftp://headroom.example.com", token, "url"],
  [`https://${"a".repeat(300)}.com`, token, "url"],
  ["https://headroom.example.com", "short", "token"],
  ["https://headroom.example.com", "t".repeat(401), "token"],
  [" https://headroom.example.com ", ` ${token} `, null],
  ["http://localhost:8787", token, null],
])("says which field of %s cannot be right", (url, accessToken, field) => {
  expect(checkSignIn(url, accessToken)).toBe(field);
});
