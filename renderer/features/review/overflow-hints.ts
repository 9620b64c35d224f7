import type { Slide } from "../../../shared/domain/review/layout/slide.ts";

/** `pages` a section goes on over so many slides · `title` its title is set so small, in points. Neither keeps a review from being exported. */
export type OverflowHint =
  | { readonly type: "pages"; readonly section: string; readonly pages: number }
  | { readonly type: "title"; readonly section: string; readonly fontPt: number };

/** More of one section than can be presented in one go. */
const pagesAtMost = 2;
/** Smaller titles are not read from the back of a meeting room. */
const leastTitlePt = 18;

/** Sections whose words are too many for their slides, in order. The appendix is looked up, not presented: it may be as long as it is. */
export function overflowHints(slides: readonly Slide[]): readonly OverflowHint[] {
  const sections = [...new Set(slides.map(({ sectionId }) => sectionId))].filter((section) => section !== "appendix");
  return sections.flatMap((section): readonly OverflowHint[] => {
    const own = slides.filter(({ sectionId }) => sectionId === section);
    const fontPt = own[0]?.boxes.find((box) => box.role === "title")?.fontPt ?? leastTitlePt;
    return [
      ...(own.length > pagesAtMost ? [{ type: "pages" as const, section, pages: own.length }] : []),
      ...(fontPt < leastTitlePt ? [{ type: "title" as const, section, fontPt }] : []),
    ];
  });
}
