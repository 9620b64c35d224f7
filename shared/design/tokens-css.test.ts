import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { tokensCss } from "./tokens-css.ts";

const tokens = JSON.parse(readFileSync(new URL("./tokens.json", import.meta.url), "utf8")) as Record<string, unknown>;

it("keeps the window's stylesheet equal to the design tokens", async () => {
  await expect(tokensCss(tokens)).toMatchFileSnapshot("./tokens.css");
});

it("names a token that is missing instead of writing nothing", () => {
  expect(() => tokensCss({})).toThrow("tokens: nothing at type.weight.strong");
});
