import fc from "fast-check";
import { expect, it } from "vitest";
import { scenarios } from "../account/account.ts";
import { contactRoles } from "../contact/contact.ts";
import { defaultTemplate } from "./default-templates.ts";
import { type PeakMessageInput, peakFacts } from "./message-facts.ts";
import { bindMessage } from "./message-text.ts";
import { oneLine } from "./one-line.ts";
import { renderMessage } from "./render-message.ts";

/** Names as they come from imports: line ends, headers, template marks, half emoji, marks that turn writing round, and very long ones. */
const name = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom("a\r\nBcc: x@y.example", "{{ peak_p50 }}", "{% if x %}", "\u2028\u202E\u0000", "\uD83D", "李慕白", "", "   "),
    fc.string({ unit: "grapheme", minLength: 200, maxLength: 300 }),
  )
  .map((text) => text.slice(0, 300));
const when = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2030-01-01") });

const input: fc.Arbitrary<PeakMessageInput> = fc.record({
  language: fc.constantFrom("zh-CN" as const, "en" as const),
  account: fc.record({ id: fc.constant("acc_1"), name: name.map((text) => (oneLine(text) === "" ? "x" : text)) }),
  contact: fc.option(
    fc.record({
      id: fc.constant("con_1"),
      name,
      title: name,
      role: fc.constantFrom(...contactRoles),
      locale: fc.constantFrom("zh-CN", "en", "vi-VN", "ar"),
    }),
  ),
  author: fc.option(fc.record({ id: fc.constant("usr_1"), name })),
  companyName: fc.option(name),
  occasion: fc.option(name),
  usageUntilMs: fc.option(when),
  askedMs: fc.option(when),
  request: fc.constant({ id: "crq_1", wantedPcu: 10, neededOn: "2026-11-10", state: "confirmed" as const }),
  peak: fc.record({
    peakId: fc.constant("p"),
    region: fc.constantFrom("cn-east", "moon-1"),
    atMs: when,
    timeZone: fc.constantFrom("Asia/Shanghai", "Asia/Kolkata", "America/Sao_Paulo", "UTC"),
    p50: fc.float({ min: 0, max: 1e6, noNaN: true }),
    p90: fc.float({ min: 0, max: 1e6, noNaN: true }),
    capacityPcu: fc.option(fc.nat(1_000_000)),
    deadline: fc.record({
      askByDay: fc.constant("2026-11-04"),
      askByMs: when,
      neededOn: fc.constant("2026-11-10"),
      workingDays: fc.nat(60),
      state: fc.constantFrom("ahead" as const, "today" as const, "passed" as const),
    }),
    eventIds: fc.constant([]),
  }),
});

it("whatever names hold: one line of subject, no blank, nothing undefined, every number bound, the same text each time", () => {
  fc.assert(
    fc.property(
      input,
      fc.constantFrom(...scenarios),
      fc.constantFrom("peak-check" as const, "peak-reminder" as const, "capacity-confirmed" as const),
      (facts, scenario, key) => {
        const { bound, flags } = peakFacts(facts);
        const rendered = renderMessage(defaultTemplate(key, facts.language, scenario), { bound, flags });
        if (!rendered.ok) throw new Error(JSON.stringify(rendered.error));
        const message = bindMessage(rendered.value, bound);
        if (!message.ok) throw new Error(JSON.stringify(message.error));
        const { subject, body, used } = message.value;
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E]/u);
        expect(subject.length).toBeGreaterThan(0);
        expect(subject.length).toBeLessThanOrEqual(300);
        expect(subject.isWellFormed()).toBe(true);
        expect(body).not.toMatch(/[^\S\n]{3,}|\bundefined\b|\bnull\b|NaN|Invalid/);
        expect(body).not.toContain("\r");
        for (const value of used) expect(value.text.trim()).not.toBe("");
        expect(used.length).toBeGreaterThan(4);
      },
    ),
    { numRuns: 1500, seed: 20261121 },
  );
});

it("a subject that was edited keeps to its line, too", () => {
  const message = bindMessage({ subject: "Peak\r\nBcc: x@y.example\n\n{{ a }}", body: "b" }, [
    { token: "a", text: "1", value: 1, unit: null, sources: [] },
  ]);
  expect(message).toMatchObject({ ok: true, value: { subject: "Peak Bcc: x@y.example 1", body: "b" } });
});

it("names what is missing instead of sending a blank", () => {
  expect(
    bindMessage({ subject: "{{ a }}", body: "{{ b }} {{ c }} {{ b }}" }, [{ token: "c", text: "1", value: 1, unit: null, sources: [] }]),
  ).toEqual({
    ok: false,
    error: { code: "missing-tokens", tokens: ["a", "b"] },
  });
  expect(bindMessage({ subject: " \n", body: "x" }, [])).toEqual({ ok: false, error: { code: "empty" } });
});
