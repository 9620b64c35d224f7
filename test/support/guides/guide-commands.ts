/** A fenced block of a guide that holds commands for a shell. */
export interface CommandBlock {
  /** Line of the guide at which the block begins, from 1. */
  readonly line: number;
  /**
   * `run`: run as it stands, one block after the other in one shell. `server`: goes on running while the others run. `settings`: assigns the variables
   * that a reader gives values of their own. `elsewhere`: other tests or machines run it; the guide says why.
   */
  readonly kind: "run" | "server" | "settings" | "elsewhere";
  /** As written, without the fence. */
  readonly text: string;
}

const kinds = new Set(["run", "server", "settings", "elsewhere"]);

/** The blocks of a guide that begin with ```sh; the word after it is the kind, none means `run`. Throws at a word that is none. */
export function commandBlocks(guide: string): readonly CommandBlock[] {
  const blocks: CommandBlock[] = [];
  let open: { readonly line: number; readonly kind: CommandBlock["kind"]; readonly lines: string[] } | null = null;
  for (const [index, line] of guide.split("\n").entries()) {
    const fence = /^```(\w*)\s*(\w*)$/.exec(line);
    if (open !== null) {
      if (fence === null) open.lines.push(line);
      else {
        blocks.push({ line: open.line, kind: open.kind, text: open.lines.join("\n") });
        open = null;
      }
    } else if (fence?.[1] === "sh") {
      const kind = fence[2] === "" || fence[2] === undefined ? "run" : fence[2];
      if (!kinds.has(kind)) throw new Error(`line ${String(index + 1)}: ${kind} is no kind of commands`);
      open = { line: index + 1, kind: kind as CommandBlock["kind"], lines: [] };
    }
  }
  if (open !== null) throw new Error(`line ${String(open.line)}: the block has no end`);
  return blocks;
}

/** The commands of a block, one a line: continued lines joined, comments and empty lines gone. */
export function commandsOf(block: CommandBlock): readonly string[] {
  return block.text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** Names of the variables that `settings` blocks assign. */
export function settingNames(blocks: readonly CommandBlock[]): readonly string[] {
  return blocks
    .filter((block) => block.kind === "settings")
    .flatMap(commandsOf)
    .map((line) => {
      const name = /^export ([A-Z_]+)=/.exec(line)?.[1];
      if (name === undefined) throw new Error(`no assignment: ${line}`);
      return name;
    });
}
