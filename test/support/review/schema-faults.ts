import validate from "@ooxml-tools/validate";
import { unzipSync } from "fflate";

/** What Microsoft's Open XML SDK finds wrong with a file of Office, one line each: what, and where. */
export async function schemaFaults(bytes: Uint8Array): Promise<readonly string[]> {
  const parts = Object.keys(unzipSync(bytes));
  const format = parts.includes("xl/workbook.xml") ? "xlsx" : parts.includes("word/document.xml") ? "docx" : "pptx";
  const found = await validate(bytes, format, "Microsoft365");
  return found.map(({ description, path }) => `${description} (${path.partUri} ${path.xpath})`);
}
