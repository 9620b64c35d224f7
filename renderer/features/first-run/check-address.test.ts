import { expect, it } from "vitest";
import { checkAddress } from "./check-address.ts";

it.each([
  ["headroom.example.com", null],
  ["ftp://headroom.example.com", null],
  [`https://${"a".repeat(300)}.com`, null],
  ["", null],
  [" https://headroom.example.com ", "https://headroom.example.com"],
  ["http://localhost:8787", "http://localhost:8787"],
])("takes %j for %j", (text, address) => {
  expect(checkAddress(text)).toBe(address);
});
