import { expect, it } from "vitest";
import { renderMessage } from "./render-message.ts";

const facts = {
  bound: [
    { token: "account_name", text: "Mehfil", value: null, unit: null, sources: [] },
    { token: "peak_p50", text: "61,400", value: 61_400, unit: "users", sources: [] },
  ],
  flags: ["over_capacity"],
};

it("decides conditions and leaves the numbers bound", () => {
  const template = {
    subject: "{{ account_name }}: {% if over_capacity %}over{% endif %}",
    body: "About {{peak_p50}}.{% if capacity_pcu %} Of {{ capacity_pcu }}.{% endif %}\n\n{% if deadline_passed %}Late.{% endif %}\n\nBye",
  };
  expect(renderMessage(template, facts)).toEqual({
    ok: true,
    value: { subject: "{{ account_name }}: over", body: "About {{ peak_p50 }}.\n\nBye" },
  });
});

it("names every token that is not known, and leaves no blank for any", () => {
  const template = { subject: "{{ peak_day }}", body: "{{ ask_by }} {{ peak_p50 }} {{ capacity_pcu }} {{ ask_by }}" };
  expect(renderMessage(template, facts)).toEqual({
    ok: false,
    error: { code: "missing-tokens", tokens: ["peak_day", "ask_by", "capacity_pcu"] },
  });
});

it.each([
  ["an end that is missing", "{% if peak_p50 %}x"],
  ["an unknown filter", "{{ peak_p50 | shout }}"],
  ["a file of the laptop", "{% include '/etc/passwd' %}"],
  ["a file fetched", "{% render 'https://example.com/x' %}"],
  ["a loop without end", "{% for i in (1..1000000000) %}x{% endfor %}"],
  ["a value kept", "{% assign peak_p50 = 1 %}{{ peak_p50 }}"],
  ["code", "{{ account_name.constructor.constructor }}"],
])("a company's template with %s is refused, not run", (_, body) => {
  expect(renderMessage({ subject: "x", body }, facts).ok).toBe(false);
});
