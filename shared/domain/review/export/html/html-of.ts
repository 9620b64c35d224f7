import type { ReviewDocument } from "../../compose/review-document.ts";
import type { Slide } from "../../layout/slide.ts";
import { reviewCss } from "./html-css.ts";
import { paragraphsHtml, sectionAnchor, slideHtml } from "./html-slide.ts";
import { escaped } from "./html-text.ts";

/**
 * A review as one file of HTML that runs nothing and fetches nothing: slides under each other on screen, one a page on paper. The same document and
 * slides give the same text.
 */
export function htmlOf(document: ReviewDocument, slides: readonly Slide[]): string {
  const { locale } = document;
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(document.title)}</title><meta name="author" content="${escaped(document.author)}"><style>${reviewCss(locale)}</style></head><body>`,
    `<header><h1>${escaped(document.title)}</h1><p>${escaped(`${document.accountName} · ${document.periodName} · ${document.footer}`)}</p></header>`,
    contents(document, slides),
    "<main>",
    ...document.sections.map((section) => {
      const own = slides.filter((slide) => slide.sectionId === section.id);
      return `<section id="${sectionAnchor(section.id)}" aria-label="${escaped(section.name)}">${own.map((slide) => `${slideHtml(slide, locale)}${notesOf(document, slide)}`).join("")}</section>`;
    }),
    "</main></body></html>\n",
  ].join("");
}

function contents(document: ReviewDocument, slides: readonly Slide[]): string {
  const items = document.sections.map(({ id, name, number }) => {
    const page = slides.find((slide) => slide.sectionId === id)?.page ?? 0;
    return `<li><span>${number}</span><a href="#${sectionAnchor(id)}">${escaped(name)}</a><span class="page-of">${page}</span></li>`;
  });
  return `<nav aria-labelledby="contents"><h2 id="contents">${escaped(document.contentsName)}</h2><ol>${items.join("")}</ol></nav>`;
}

/** What the speaker says is for colleagues only, and not repeated where a section goes on. */
function notesOf(document: ReviewDocument, slide: Slide): string {
  if (document.audience !== "internal") return "";
  const own = document.sections.find((section) => section.id === slide.sectionId)?.notes ?? [];
  const notes = slide.continuation === 0 ? slide.notes : slide.notes.slice(own.length);
  return notes.length === 0 ? "" : `<aside class="notes"><strong>${escaped(document.notesName)}</strong>${paragraphsHtml(notes)}</aside>`;
}
