import { expect, test } from "vitest";
import { bindLiteral } from "./bind-literal.ts";

test("a number that is bound keeps the words around it", () => {
  expect(bindLiteral("Fell to **3%** of calls, not 13%\n- 3% again", "3%", "a#q")).toBe(
    "Fell to **{{a#q}}** of calls, not 13%\n- {{a#q}} again",
  );
});

test("a part of another number is another number; Han beside it is no letter of it", () => {
  expect(bindLiteral("12 of 120, 1.12 and 12.5", "12", "a#q")).toBe("{{a#q}} of 120, 1.12 and 12.5");
  expect(bindLiteral("共12次", "12", "a#q")).toBe("共{{a#q}}次");
});
