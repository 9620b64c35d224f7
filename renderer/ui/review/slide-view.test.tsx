import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import type { Slide } from "../../../shared/domain/review/layout/slide.ts";
import { sampleDocument } from "../../../test/support/review/sample-document.ts";
import { SlideThumb } from "./slide-thumb.tsx";
import { SlideView } from "./slide-view.tsx";

function slideOf(sectionId: string): Slide {
  const slide = layoutReview(sampleDocument("en")).find((one) => one.sectionId === sectionId);
  if (slide === undefined) throw new Error(`no slide of ${sectionId}`);
  return slide;
}

function texts(markup: string): readonly string[] {
  return [...markup.matchAll(/>([^<>]+)</g)].map(([, text = ""]) => text);
}

describe("SlideView", () => {
  it("lets every bound value be pressed, in text and in charts, and presses the one that is explained", () => {
    const slide = slideOf("quality_region");
    const [bound] = slide.boxes.flatMap((box) => (box.role === "title" ? box.runs.filter((run) => run.key !== null) : []));
    const markup = renderToStaticMarkup(<SlideView slide={slide} locale="en" selected={bound?.key ?? null} onValue={() => undefined} />);
    expect(texts(markup)).toEqual(
      expect.arrayContaining(["3.9%", "68%", "What users saw", "South China 3.9%", "N. China W31–32: no data"]),
    );
    const buttons = [...markup.matchAll(/role="button" tabindex="0" aria-pressed="(true|false)"[^>]*>([^<]*)</gi)].map(
      ([, pressed, text]) => [pressed, text],
    );
    expect(buttons).toEqual(
      expect.arrayContaining([
        ["true", "3.9%"],
        ["false", "68%"],
        ["false", "South China 3.9%"],
      ]),
    );
    expect(buttons.filter(([pressed]) => pressed === "true")).toHaveLength(1);
  });

  it("only shows where nobody listens: in the strip the slide is a picture in one named button", () => {
    const markup = renderToStaticMarkup(
      <SlideThumb slide={slideOf("scorecard")} locale="en" current label="Page 4, Scorecard" onOpen={() => undefined} />,
    );
    expect(markup).not.toContain('role="button"');
    expect(markup).toMatch(/^<button type="button"[^>]*aria-label="Page 4, Scorecard" aria-current="page">/);
    expect(markup).toContain("<span class=");
    expect(markup).toMatch(/ inert=""/);
  });

  it("says verdicts in words, heads in a table and what a chart shows", () => {
    expect(renderToStaticMarkup(<SlideView slide={slideOf("scorecard")} locale="en" />)).toMatch(/role="img" aria-label="Critical"/);
    expect(renderToStaticMarkup(<SlideView slide={slideOf("scorecard")} locale="en" />)).toMatch(/<th scope="col"[^>]*>Measure</);
    expect(renderToStaticMarkup(<SlideView slide={slideOf("quality_region")} locale="en" />)).toContain(
      'aria-label="Lines: South China rises from 1.6% to 3.9%',
    );
  });
});
