import { BrowserWindow } from "electron";
import { printHtml } from "../../../shared/domain/print/print-html.ts";
import type { PrintDocument } from "../../../shared/domain/print/print-document.ts";

/** Chromium refuses addresses beyond 2 MB. */
const longestUrl = 1_900_000;

/**
 * The document as a tagged PDF, A4 with page numbers, drawn in a window that nobody sees, runs nothing and reaches nothing. It is gone when this
 * resolves. null = it is too long to be drawn so.
 */
export async function printPdf(document: PrintDocument): Promise<Buffer | null> {
  const url = `data:text/html;charset=utf-8;base64,${Buffer.from(printHtml(document)).toString("base64")}`;
  if (url.length > longestUrl) return null;
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 1130,
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
