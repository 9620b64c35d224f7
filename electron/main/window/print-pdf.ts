import { BrowserWindow } from "electron";
import type { ReviewDocument } from "../../../shared/domain/review/compose/review-document.ts";
import { htmlOf } from "../../../shared/domain/review/export/html/html-of.ts";
import { layoutReview } from "../../../shared/domain/review/layout/layout-review.ts";
import { printHtml } from "../../../shared/domain/print/print-html.ts";
import type { PrintDocument } from "../../../shared/domain/print/print-document.ts";

/** Chromium refuses addresses beyond 2 MB. */
const longestUrl = 1_900_000;

/** The document as a tagged PDF, A4 with page numbers. null = it is too long to be drawn so. */
export function printPdf(document: PrintDocument): Promise<Buffer | null> {
  return printPage(printHtml(document), { width: 800, height: 1130 });
}

/** The review as a tagged PDF with an outline, 16:9, one slide a page; links and page numbers are those of its layout. null = it is too long. */
export function printReviewPdf(review: ReviewDocument): Promise<Buffer | null> {
  return printPage(htmlOf(review, layoutReview(review)), { width: 1280, height: 720 });
}

/** Drawn in a window that nobody sees, runs nothing and reaches nothing. It is gone when this resolves. */
async function printPage(html: string, size: { readonly width: number; readonly height: number }): Promise<Buffer | null> {
  const url = `data:text/html;charset=utf-8;base64,${Buffer.from(html).toString("base64")}`;
  if (url.length > longestUrl) return null;
  const window = new BrowserWindow({
    show: false,
    ...size,
    webPreferences: {
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(url);
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
  }
}
