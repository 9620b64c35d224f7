import { sectionsOf } from "../../model/review-sections.ts";
import { type Draft, notes, paragraph, sourceLine } from "../draft.ts";
import { type Finding, findingsOf } from "../findings.ts";
import { type Pen, sentence, stopped } from "../pen.ts";
import { recommendationsOf } from "../recommendations.ts";
import type { ReviewBlock, Run } from "../review-document.ts";
import { keyFigures } from "./scorecard.ts";

const mostFindings = 3;

/** The conclusion, three findings of different subjects, and what is asked of the customer. */
export function composeSummary(pen: Pen): Draft {
  const shown = sectionsOf(pen.snapshot.kind);
  const findings = findingsOf(pen)
    .filter(({ section }) => section === "recommendations" || shown.includes(section))
    .slice(0, mostFindings);
  const [first] = findings;
  const advice = recommendationsOf(pen);
  const asked = advice.find(({ who }) => who !== "ours");
  const ask: readonly Run[] =
    asked !== undefined
      ? stopped(pen, asked.what)
      : pen.say(first === undefined ? "summary.ask_data" : advice.length === 0 ? "summary.no_ask" : "summary.ours");
  const points: Extract<ReviewBlock, { type: "points" }>["points"] = [
    ...findings.map((finding) => ({
      heading: headingOf(pen, finding),
      paragraphs: [stopped(pen, finding.text), finding.detail].filter((runs) => runs.length > 0).map((runs) => paragraph(runs)),
    })),
    {
      heading: pen.word("summary.ask"),
      paragraphs: [
        paragraph(ask),
        ...(asked === undefined || findings.some(({ subject }) => subject === asked.subject)
          ? []
          : [paragraph(stopped(pen, asked.evidence))]),
      ],
    },
  ];
  return {
    layout: "statement",
    title: first === undefined ? pen.say("summary.title.nothing", { period: pen.period("q") }) : sentence(first.text),
    blocks: [...keyFigures(pen), { type: "points", points }],
    source: sourceLine(pen, "several", null),
    notes: notes(
      pen.say("summary.notes.first"),
      findings.length < 2 ? [] : pen.say("summary.notes.findings"),
      pen.say(asked === undefined && first !== undefined ? "summary.notes.no_ask" : "summary.notes.ask"),
    ),
  };
}

function headingOf(pen: Pen, { subject, section }: Finding): string {
  return subject === "sdk" ? pen.word("summary.one_finding") : pen.word(`section.${section}`);
}
