import { expect, test } from "vitest";
import { handSnapshot } from "../evidence/hand-snapshot.ts";
import type { Audience } from "../model/review.ts";
import { composeReview } from "./compose-review.ts";

const untouched = { titleZh: null, titleEn: null, bodyZh: null, bodyEn: null, notesZh: null, notesEn: null };

test("a section for the team only is in no document for the customer, and the others close up", () => {
  const snapshot = handSnapshot({});
  const sectionsFor = (audience: Audience) =>
    composeReview(snapshot, {
      locale: "en",
      audience,
      review: { kind: snapshot.kind, order: [], hidden: [] },
      sections: [{ section: "sla", audience: "internal", ...untouched }],
    }).sections;
  const [team, customer] = [sectionsFor("internal"), sectionsFor("customer")];
  expect(team.map(({ id }) => id)).toContain("sla");
  expect(customer.map(({ id }) => id)).toEqual(team.map(({ id }) => id).filter((id) => id !== "sla"));
  expect(customer.map(({ number }) => number)).toEqual(customer.map((_, index) => index + 1));
});
