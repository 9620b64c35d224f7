import { expect, it } from "vitest";
import { spellKey } from "./key-registry.ts";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([
  [{ ...none, key: "k", ctrlKey: true }, "mod+k"],
  [{ ...none, key: "K", metaKey: true }, "mod+k"],
  [{ ...none, key: "L", ctrlKey: true, shiftKey: true }, "mod+shift+l"],
  [{ ...none, key: "?", shiftKey: true }, "?"],
  [{ ...none, key: " " }, "Space"],
  [{ ...none, key: "Tab", shiftKey: true }, "shift+Tab"],
  [{ ...none, key: "ArrowDown", altKey: true }, "alt+ArrowDown"],
])("spells what was pressed as bindings do", (event, spelled) => {
  expect(spellKey(event)).toBe(spelled);
});
