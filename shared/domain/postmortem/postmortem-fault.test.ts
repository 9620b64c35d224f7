import { expect, test } from "vitest";
import { postmortemFault } from "./postmortem-fault.ts";
import type { Postmortem } from "./postmortem.ts";

const at = "2026-10-29T08:00:00.000Z";
const draft: Postmortem = {
  id: "pmo_1",
  accountId: "acc",
  incidentId: "inc_1",
  state: "draft",
  locale: "en",
  cause: "carrier",
  summary: "",
  rootCause: "A route",
  impactText: "",
  impact: null,
  timeline: [],
  workaround: "",
  longTermFix: "",
  regressionCheck: "",
  authorId: "u1",
  reviewerId: null,
  createdAt: at,
  publishedAt: null,
  outreachId: null,
  articleKey: null,
};
const published: Postmortem = { ...draft, state: "published", publishedAt: at };
const sent: Postmortem = { ...published, outreachId: "out_1" };

test.each([
  ["one that is begun", null, draft, null],
  ["one under another incident's id", null, { ...draft, id: "pmo_2" }, "id"],
  ["one that begins published", null, published, "state"],
  ["a draft that is rewritten", draft, { ...draft, rootCause: "A switch", state: "review" }, null],
  ["a draft of another incident", draft, { ...draft, incidentId: "inc_2" }, "incidentId"],
  ["a draft of another author", draft, { ...draft, authorId: "u2" }, "authorId"],
  ["publishing", draft, published, null],
  ["publishing without an instant", draft, { ...draft, state: "published" }, "publishedAt"],
  ["an instant without publishing", draft, { ...draft, publishedAt: at }, "publishedAt"],
  ["an article made of it", published, { ...published, articleKey: "route-change" }, null],
  ["the message that carries it", published, sent, null],
  ["another message", sent, { ...sent, outreachId: "out_2" }, "outreachId"],
  ["withdrawing", published, { ...published, state: "withdrawn" }, null],
  ["rewriting what the customer has", published, { ...published, rootCause: "Nothing" }, "rootCause"],
  ["rewriting what was withdrawn", { ...published, state: "withdrawn" }, { ...published, state: "withdrawn", summary: "x" }, "summary"],
  ["drafting what the customer has", published, draft, "state"],
] as const)("a postmortem: %s", (_name, before, after, fault) => {
  expect(postmortemFault(before, after)).toBe(fault);
});
