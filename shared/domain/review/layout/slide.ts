import type { Paragraph, ReviewChart, Run, TableCell, Verdict } from "../compose/review-document.ts";

/** Slides are 16:9; all lengths are points from the upper left corner. PowerPoint, the printed page and the preview draw the same boxes. */
export const slideSizePt = { width: 960, height: 540 } as const;
/** Nothing is written smaller. */
export const smallestTextPt = 10;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SlideTableColumn {
  readonly label: string;
  readonly unit: string;
  readonly align: "start" | "end";
  readonly widthPt: number;
}

export type SlideBox = Box &
  (
    | { readonly role: "title"; readonly runs: readonly Run[]; readonly fontPt: number }
    | { readonly role: "subtitle" | "caption" | "footer" | "page" | "kicker"; readonly runs: readonly Run[]; readonly fontPt: number }
    | { readonly role: "text"; readonly heading: string | null; readonly paragraphs: readonly Paragraph[]; readonly fontPt: number }
    | {
        readonly role: "figure";
        readonly label: string;
        readonly value: Run;
        readonly note: readonly Run[];
        readonly verdict: Verdict;
        readonly fontPt: number;
      }
    | { readonly role: "chart"; readonly chart: ReviewChart; readonly fontPt: number }
    | {
        readonly role: "table";
        readonly columns: readonly SlideTableColumn[];
        readonly rows: readonly {
          readonly cells: readonly TableCell[];
          readonly emphasis: boolean;
          readonly heightPt: number;
          /** Section that the row leads to, in the contents. */
          readonly leadsTo?: string;
        }[];
        /** 0 = it has no head. */
        readonly headHeightPt: number;
        readonly fontPt: number;
        /** For who hears it instead of seeing it. */
        readonly alt: string;
      }
    | { readonly role: "rule" | "accent" | "logo" }
  );

/** A page of a review. A section that does not fit goes on on the next one. */
export interface Slide {
  readonly sectionId: string;
  /** From 1. */
  readonly page: number;
  /** 0 = the first of its section. */
  readonly continuation: number;
  readonly layout: "cover" | "title_content" | "title_two" | "title_only" | "text";
  readonly boxes: readonly SlideBox[];
  readonly notes: readonly Paragraph[];
}
