import {
  Document,
  Footer,
  Header,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  SectionType,
  Tab,
  TableOfContents,
  TabStopType,
  TextRun,
} from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import type { ReviewDocument } from "../../compose/review-document.ts";
import { printableText } from "../printable-text.ts";
import { withSameBytes } from "../same-bytes.ts";
import { docxBlock, docxSection, sourceLine } from "./docx-blocks.ts";
import { numbering, page, paper, stylesOf } from "./docx-look.ts";
import { textRun, textRuns } from "./docx-text.ts";

/**
 * A review as a report for Word: cover, contents with page numbers as far as they can be known without Word, and the sections in order, on A4. The same
 * document is the same bytes.
 */
export async function docxOf(document: ReviewDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { sections } = document;
  const properties = {
    page: {
      size: { width: page.width, height: page.height },
      margin: { top: 1304, bottom: 1247, left: page.margin, right: page.margin, header: 624, footer: 624, gutter: 0 },
    },
  };
  const margins = { headers: { default: header(document) }, footers: { default: footer(document) } };
  const file = new Document({
    title: printableText(document.title),
    subject: printableText(`${document.accountName} · ${document.periodName}`),
    creator: printableText(document.author),
    lastModifiedBy: printableText(document.author),
    description: printableText(document.footer),
    keywords: document.snapshotId,
    customProperties: [
      { name: "Snapshot", value: document.snapshotId },
      { name: "Digest", value: document.digest },
    ],
    styles: stylesOf(document.locale),
    numbering,
    features: { updateFields: false },
    pageNumbers: estimatePageNumbersWith({ guess: true }),
    sections: [
      {
        properties: { ...properties, titlePage: true },
        headers: { ...margins.headers, first: new Header({ children: [new Paragraph({ style: "Header", children: [] })] }) },
        footers: {
          ...margins.footers,
          first: new Footer({ children: [new Paragraph({ style: "Footer", children: [textRun(document.footer)] })] }),
        },
        children: [
          ...cover(document),
          new Paragraph({ children: [new PageBreak()] }),
          new Paragraph({ style: "ContentsHeading", children: [textRun(document.contentsName)] }),
          new TableOfContents(printableText(document.contentsName), { hyperlink: true, headingStyleRange: "1-2" }),
        ],
      },
      {
        properties: { ...properties, type: SectionType.NEXT_PAGE },
        ...margins,
        children: sections.filter(({ layout }) => layout !== "cover").flatMap((section) => docxSection(section)),
      },
    ],
  });
  return withSameBytes(await Packer.pack(file, "uint8array"), document.takenMs);
}

function cover(document: ReviewDocument) {
  const section = document.sections.find(({ layout }) => layout === "cover");
  const title = section === undefined || section.title.length === 0 ? [textRun(document.title)] : textRuns(section.title);
  return [
    new Paragraph({ style: "Kicker", spacing: { before: 3600, after: 80 }, children: [textRun(document.accountName, { bold: true })] }),
    new Paragraph({ style: "Kicker", children: [textRun(document.periodName)] }),
    new Paragraph({
      style: "Title",
      border: { bottom: { style: "single", size: 12, color: paper.accent, space: 12 } },
      children: title,
    }),
    ...(section === undefined ? [] : [...section.blocks.flatMap((block) => docxBlock(block)), ...sourceLine(section)]),
  ];
}

function header({ accountName, periodName }: ReviewDocument): Header {
  return new Header({
    children: [
      new Paragraph({
        style: "Header",
        tabStops: [{ type: TabStopType.RIGHT, position: page.textWidth }],
        children: [textRun(accountName), new TextRun({ children: [new Tab()] }), textRun(periodName)],
      }),
    ],
  });
}

/** What the page is called has `{page}` and `{pages}` in it: they are fields, so that they are right wherever the report is printed. */
function footer({ footer: text, pageWords }: ReviewDocument): Footer {
  const words = pageWords.split(/(\{pages?\})/).map((part) => {
    if (part === "{page}") return new TextRun({ children: [PageNumber.CURRENT] });
    if (part === "{pages}") return new TextRun({ children: [PageNumber.TOTAL_PAGES] });
    return textRun(part);
  });
  return new Footer({
    children: [
      new Paragraph({
        style: "Footer",
        tabStops: [{ type: TabStopType.RIGHT, position: page.textWidth }],
        children: [textRun(text), new TextRun({ children: [new Tab()] }), ...words],
      }),
    ],
  });
}
