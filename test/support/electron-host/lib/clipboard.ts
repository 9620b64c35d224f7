import { strictModule } from "./strict.ts";

export class ClipboardItem {
  private readonly parts: Readonly<Record<string, string | Blob>>;
  constructor(parts: Readonly<Record<string, string | Blob>>) {
    this.parts = parts;
  }
  get types(): string[] {
    return Object.keys(this.parts);
  }
  async getType(type: string): Promise<Blob> {
    const part = this.parts[type];
    if (part === undefined) throw new TypeError(`the clipboard item has no ${type}`);
    return typeof part === "string" ? new Blob([part], { type }) : part;
  }
}

let content: readonly ClipboardItem[] = [];

/** A clipboard of this process alone. */
export const clipboard = strictModule("clipboard", {
  write: async (items: readonly ClipboardItem[]): Promise<void> => {
    content = items;
  },
  read: async (): Promise<readonly ClipboardItem[]> => content,
  readText: async (): Promise<string> => (await content[0]?.getType("text/plain"))?.text() ?? "",
});
