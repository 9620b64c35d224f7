import type { ReviewChart } from "../../../compose/review-document.ts";
import { type Part, writePackage } from "../package/package.ts";
import { xmlHead, xmlText } from "../package/xml.ts";

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** Column of a sheet: 0 = A. */
export function columnName(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

/** A text is written as a text whatever it begins with: `=1+1` in a name is never a formula. */
function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function sheetXml(chart: ReviewChart): string {
  const head = [chart.unitLabel, ...chart.series.map((series) => series.name)].map((text, column) =>
    textCell(`${columnName(column)}1`, text),
  );
  const rows = chart.categories.map((category, index) => {
    const row = index + 2;
    const values = chart.series.map((series, column) => {
      const value = series.values[index] ?? null;
      return value === null ? "" : `<c r="${columnName(column + 1)}${row}" s="1"><v>${value}</v></c>`;
    });
    return `<row r="${row}">${textCell(`A${row}`, category)}${values.join("")}</row>`;
  });
  const last = `${columnName(chart.series.length)}${chart.categories.length + 1}`;
  return `${xmlHead}<worksheet ${namespace}><dimension ref="A1:${last}"/><sheetData><row r="1">${head.join("")}</row>${rows.join("")}</sheetData></worksheet>`;
}

/** The sheet behind a chart, as "Edit data" opens it: categories in column A under the unit, a column for each series. */
export function chartWorkbook(chart: ReviewChart, format: string): Uint8Array {
  const styles = `${xmlHead}<styleSheet ${namespace}><numFmts count="1"><numFmt numFmtId="164" formatCode="${xmlText(format)}"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
  const parts: readonly Part[] = [
    {
      path: "xl/workbook.xml",
      contentType: `${spreadsheet}.sheet.main+xml`,
      data: `${xmlHead}<workbook ${namespace} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      relations: [
        { id: "rId1", type: "worksheet", target: "xl/worksheets/sheet1.xml" },
        { id: "rId2", type: "styles", target: "xl/styles.xml" },
      ],
    },
    { path: "xl/worksheets/sheet1.xml", contentType: `${spreadsheet}.worksheet+xml`, data: sheetXml(chart), relations: [] },
    { path: "xl/styles.xml", contentType: `${spreadsheet}.styles+xml`, data: styles, relations: [] },
  ];
  return writePackage(parts, [{ id: "rId1", type: "officeDocument", target: "xl/workbook.xml" }]);
}
