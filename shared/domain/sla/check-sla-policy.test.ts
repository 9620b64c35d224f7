import { describe, expect, it, test } from "vitest";
import { checkSlaPolicy, checkSlaPolicyText } from "./check-sla-policy.ts";
import { defaultSlaPolicy } from "./default-sla-policy.ts";
import type { SlaPolicyDefinition } from "./sla-policy.ts";

type Change = readonly [path: string, value: unknown];

/** A copy with values put in at paths like `calendars.0.key`; undefined takes out. */
function changed(value: object, changes: readonly Change[]): object {
  const copy = structuredClone(value);
  for (const [path, put] of changes) {
    const parts = path.split(".");
    const last = parts.pop() ?? "";
    const holder = parts.reduce((object, part) => Reflect.get(object, part) as object, copy);
    if (put === undefined) Reflect.deleteProperty(holder, last);
    else Reflect.set(holder, last, put);
  }
  return copy;
}

/** Each fault as `path code {params}`. */
function faultsOf(value: unknown): readonly string[] {
  const checked = checkSlaPolicy(value);
  if (checked.ok) return [];
  return checked.error.faults.map(({ path, code, params }) => `${path.join(".")} ${code} ${JSON.stringify(params)}`);
}

const office: SlaPolicyDefinition["calendars"][number] = {
  key: "office",
  timeZone: "Asia/Shanghai",
  hours: [
    { days: [1, 2, 3, 4, 5], from: "09:00", to: "12:00" },
    { days: [1, 2, 3, 4, 5], from: "13:30", to: "18:00" },
  ],
  holidays: "CN",
  daysOff: [],
  daysWorked: [],
};

describe("a policy", () => {
  const { ladder, pausing, targets } = defaultSlaPolicy;
  const phrases = defaultSlaPolicy.effectiveResponse.emptyPhrases.length;
  const credit = { clock: "resolution", severities: ["P0"], afterMinutes: 0, percent: 60, clause: "7" };
  const neverReached = { clock: "workaround", severities: ["P3"], share: 1, role: "expert", channel: "mail" };
  const late = "targets.P1.resolution.calendar";

  test.each<readonly [what: string, changes: readonly Change[], faults: readonly string[]]>([
    ["nothing", [["onReopen", undefined]], ['onReopen missing {"key":"onReopen"}']],
    ["an unknown key", [["targets.P0.workaround.minuts", 3]], ['targets.P0.workaround.minuts unknown_key {"key":"minuts"}']],
    ["an unknown severity", [["targets.P5", targets.P0]], ['targets.P5 unknown_key {"key":"P5"}']],
    ["a severity left out", [["targets.P3", undefined]], ['targets.P3 missing {"key":"P3"}']],
    ["a zero target", [["targets.P0.workaround.minutes", 0]], ['targets.P0.workaround.minutes too_small {"minimum":0,"inclusive":0}']],
    ["too long a target", [["handOffLimit.P0.minutes", 525_601]], ['handOffLimit.P0.minutes too_big {"maximum":525600}']],
    ["a word for a number", [["handOffLimit.P0.minutes", "30"]], ['handOffLimit.P0.minutes wrong_type {"expected":"number"}']],
    ["a warning at the end", [["warningShare", 1]], ['warningShare too_big {"maximum":0.99}']],
    ["a first response that pauses", [["pausing.0.clocks.2", "first_response"]], ["pausing.0.clocks.2 pauses_first_response {}"]],
    ["an unknown word", [["onReopen", "again"]], ['onReopen wrong_value {"expected":"continue, reset"}']],
    ["two pauses of one state", [["pausing.2", pausing[0]]], ['pausing.2.state doubled_pause {"state":"awaiting_customer"}']],
    ["an unknown calendar", [[late, "office"]], [`${late} unknown_calendar {"calendar":"office"}`]],
    ["a limit's unknown calendar", [["handOffLimit.P1.calendar", "x"]], ['handOffLimit.P1.calendar unknown_calendar {"calendar":"x"}']],
    [
      "two calendars of a key",
      [
        ["calendars.1", office],
        ["calendars.2", office],
      ],
      ['calendars.2.key doubled_calendar {"key":"office"}'],
    ],
    [
      "a blank phrase",
      [[`effectiveResponse.emptyPhrases.${phrases}`, "……"]],
      [`effectiveResponse.emptyPhrases.${phrases} blank_phrase {}`],
    ],
    [
      "a ladder out of order",
      [
        ["ladder.0", ladder[1]],
        ["ladder.1", ladder[0]],
      ],
      ['ladder.1.share ladder_order {"clock":"first_response","severity":"P0","share":0.5,"before":0.8}'],
    ],
    [
      "a rung twice",
      [["ladder.1", ladder[0]]],
      ['ladder.1 doubled_rung {"clock":"first_response","share":0.5,"role":"front_line","channel":"phone"}'],
    ],
    ["a rung of nothing promised", [["ladder.0", neverReached]], ['ladder.0 rung_never_reached {"clock":"workaround"}']],
    [
      "a credit for nothing promised",
      [["credits.0", { ...credit, clock: "workaround", severities: ["P0", "P3"] }]],
      ['credits.0 credit_not_promised {"clock":"workaround","severity":"P3"}'],
    ],
    [
      "credits of more than the fee",
      [
        ["credits.0", credit],
        ["credits.1", { ...credit, afterMinutes: 60, percent: 50 }],
      ],
      ['credits.1.percent credits_beyond_fee {"clock":"resolution","severity":"P0","percent":110}'],
    ],
  ])("with %s is refused", (_what, changes, faults) => {
    expect(faultsOf(changed(defaultSlaPolicy, changes))).toEqual(faults);
  });

  test.each<readonly [what: string, changes: readonly Change[], faults: readonly string[]]>([
    ["an unknown zone", [["timeZone", "Asia/Shangai"]], ['timeZone unknown_zone {"zone":"Asia/Shangai"}']],
    ["spans that overlap", [["hours.1.from", "11:59"]], ['hours.1.from spans_overlap {"day":1,"from":"11:59","to":"18:00","with":0}']],
    ["spans that only touch", [["hours.1.from", "12:00"]], []],
    ["a span that ends before it begins", [["hours.1.to", "09:00"]], ['hours.1.to span_ends_before {"from":"13:30","to":"09:00"}']],
    ["an empty span", [["hours.1.to", "13:30"]], ['hours.1.to span_ends_before {"from":"13:30","to":"13:30"}']],
    ["no time of day", [["hours.1.to", "25:00"]], ['hours.1.to wrong_value {"expected":""}']],
    ["no day of the week", [["hours.0.days", [0]]], ['hours.0.days.0 too_small {"minimum":1,"inclusive":1}']],
    ["a day twice", [["daysOff", ["2026-05-01", "2026-05-01"]]], ['daysOff.1 doubled_day {"day":"2026-05-01"}']],
    [
      "a day off and worked",
      [
        ["daysOff", ["2026-05-01"]],
        ["daysWorked", ["2026-05-01"]],
      ],
      ['daysWorked.0 day_off_and_worked {"day":"2026-05-01"}'],
    ],
    [
      "days worked by no hours",
      [
        ["hours", [{ days: [2], from: "09:00", to: "10:00" }]],
        ["daysWorked", ["2026-05-02"]],
      ],
      ["daysWorked no_monday_hours {}"],
    ],
    ["no such day", [["daysOff", ["2026-02-30"]]], ['daysOff.0 wrong_value {"expected":""}']],
  ])("whose calendar has %s", (_what, changes, faults) => {
    const policy = changed(defaultSlaPolicy, [["calendars.1", changed(office, changes)]]);
    expect(faultsOf(policy)).toEqual(faults.map((fault) => `calendars.1.${fault}`));
  });

  test.each([null, 3, "x", [], {}])("is not %j", (value) => {
    expect(faultsOf(value).length).toBeGreaterThan(0);
  });
});

describe("a policy's text", () => {
  const text = (...changes: readonly Change[]): string => JSON.stringify(changed(defaultSlaPolicy, changes), null, 2);
  const linesOf = (source: string): readonly string[] => {
    const checked = checkSlaPolicyText(source);
    return checked.ok ? [] : checked.error.faults.map(({ line, code }) => `${code}: ${source.split("\n")[line - 1]?.trim()}`);
  };

  it("is refused at the line", () => {
    expect(linesOf(text(["warningShare", 2]))).toEqual(['too_big: "warningShare": 2,']);
    expect(linesOf(text(["calendars.0.timeZone", "Mars/Olympus"]))).toEqual(['unknown_zone: "timeZone": "Mars/Olympus",']);
    expect(linesOf(text(["calendars.0.zone", "UTC"]))).toEqual(['unknown_key: "zone": "UTC"']);
    // What is missing is missed in what it should be in.
    expect(linesOf(text(["targets.P2.workaround", undefined]))).toEqual(['missing: "P2": {']);
  });

  it("is refused where it stops being JSON", () => {
    expect(linesOf(text().replace('"warningShare": 0.8,', '"warningShare": 0.8'))).toEqual(['not_json: "ladder": [']);
    expect(linesOf("")).toEqual(["not_json: "]);
  });

  it("is refused with a key twice, of which one would count for nothing", () => {
    expect(linesOf(text().replace('"warningShare": 0.8,', '"warningShare": 0.5,\n "warningShare": 0.8,'))).toEqual([
      'doubled_key: "warningShare": 0.8,',
    ]);
  });

  it("is taken when it is right", () => {
    expect(checkSlaPolicyText(JSON.stringify(defaultSlaPolicy))).toEqual({ ok: true, value: defaultSlaPolicy });
  });
});
