import { describe, expect, test } from "vitest";
import { dayMs, daysAgo, judgedMs, measuredRule, recordOf } from "../../../../test/support/measured-rule.ts";
import { sampleOutreach } from "../../../../test/support/sample-incident-log.ts";
import { sampleContact } from "../../../../test/support/sample-records.ts";
import type { RecordOf } from "../../kinds.ts";

describe("relationship", () => {
  test("last contact: the newest touch or answer", () => {
    const outreach = recordOf("outreach", sampleOutreach({ sentAt: daysAgo(12), state: "answered", answeredAt: daysAgo(8) }));
    const touches = [
      { id: "tl-1", atMs: judgedMs - 20 * dayMs },
      { id: "tl-2", atMs: judgedMs + dayMs },
    ];
    expect(measuredRule("last_contact", { touches })).toMatchObject({
      measured: 20,
      sources: [{ type: "records", kind: "timeline", ids: ["tl-1"] }],
    });
    expect(measuredRule("last_contact", { touches, outreaches: [outreach] })).toMatchObject({
      measured: 8,
      asOfMs: judgedMs - 8 * dayMs,
      sources: [{ type: "records", kind: "outreach", ids: ["out-1"] }],
    });
    expect(measuredRule("last_contact", {}).missing).toBe("no_contact_history");
  });

  test("answered messages: of those that had three days for it", () => {
    const outreaches = [
      recordOf("outreach", sampleOutreach({ id: "o1", sentAt: daysAgo(40), state: "answered", answeredAt: daysAgo(39) })),
      recordOf("outreach", sampleOutreach({ id: "o2", sentAt: daysAgo(20), state: "declined", answeredAt: daysAgo(19) })),
      recordOf("outreach", sampleOutreach({ id: "o3", sentAt: daysAgo(10) })),
      recordOf("outreach", sampleOutreach({ id: "o4", sentAt: daysAgo(1) })),
      recordOf("outreach", sampleOutreach({ id: "o5", sentAt: daysAgo(91) })),
      recordOf("outreach", sampleOutreach({ id: "o6", state: "draft", sentAt: null })),
    ];
    expect(measuredRule("answered_outreach", { outreaches })).toMatchObject({ measured: 2 / 3, n: 3 });
    expect(measuredRule("answered_outreach", { outreaches: outreaches.slice(3) }).missing).toBe("no_outreach");
  });

  test("sponsors: at most three; known to be none is not unknown", () => {
    const contacts = Array.from({ length: 5 }, (_, i) =>
      recordOf("contact", sampleContact({ id: `ct-${String(i)}`, role: "technical_lead" })),
    );
    expect(measuredRule("sponsors", { contacts }).measured).toBe(3);
    expect(measuredRule("sponsors", { contacts: [recordOf("contact", sampleContact({ role: "finance" }))] }).measured).toBe(0);
    expect(measuredRule("sponsors", {}).missing).toBe("no_contacts");
  });

  test("satisfaction: both instruments on one scale, half the weight after 45 days", () => {
    const answer = (id: string, days_: number, instrument: "csat" | "nps", score: number): RecordOf<"surveyAnswer"> => ({
      id,
      accountId: "acc-1",
      at: daysAgo(days_),
      instrument,
      score,
      contactId: null,
      comment: "",
      rev: 1,
    });
    // CSAT 5 today is 100; NPS 4 45 days ago is 40 at half the weight: (100 + 20) / 1.5 = 80. Half a year ago says nothing.
    const surveys = [answer("s1", 0, "csat", 5), answer("s2", 45, "nps", 4), answer("s3", 181, "nps", 0)];
    const measured = measuredRule("satisfaction", { surveys });
    expect(measured.measured).toBeCloseTo(80, 12);
    expect([measured.n, measured.asOfMs]).toEqual([2, judgedMs]);
    expect(measuredRule("satisfaction", { surveys: surveys.slice(2) }).missing).toBe("no_survey");
  });
});
