/** What one more line did to the record being read. */
export type RecordState = "done" | "open" | "malformed";

/**
 * Splits delimited records after RFC 4180, line by line, so that a record that spans lines is never scanned twice. A quote opens a field only at
 * its begin; inside an unquoted field it is text (`5" pipe`). After a closing quote only the delimiter or the end may follow.
 */
export class RecordParser {
  private readonly delimiter: string;
  private cells: string[] = [];
  private field = "";
  private inQuotes = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** The cells of the record that is done. */
  get record(): readonly string[] {
    return this.cells;
  }

  /** Reads a line without its end. `continued`: it goes on with the record that the last line left open. */
  read(line: string, continued: boolean): RecordState {
    if (!continued) {
      this.cells = [];
      this.inQuotes = false;
    } else {
      this.field += "\n";
    }
    let at = 0;
    for (;;) {
      if (this.inQuotes) {
        const quote = line.indexOf('"', at);
        if (quote < 0) {
          this.field += line.slice(at);
          return "open";
        }
        this.field += line.slice(at, quote);
        at = quote + 1;
        if (line.charAt(at) === '"') {
          this.field += '"';
          at += 1;
          continue;
        }
        this.inQuotes = false;
        while (line.charAt(at) === " ") at += 1;
        this.cells.push(this.field);
        if (at === line.length) return "done";
        if (line.charAt(at) !== this.delimiter) return "malformed";
        at += 1;
      } else {
        let begin = at;
        while (line.charAt(begin) === " ") begin += 1;
        if (line.charAt(begin) === '"') {
          this.inQuotes = true;
          this.field = "";
          at = begin + 1;
          continue;
        }
        const end = line.indexOf(this.delimiter, at);
        if (end < 0) {
          this.cells.push(line.slice(at));
          return "done";
        }
        this.cells.push(line.slice(at, end));
        at = end + 1;
      }
    }
  }
}
