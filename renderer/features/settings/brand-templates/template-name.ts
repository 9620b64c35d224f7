const longest = 200;

/** What a template is called at first: its file's name without the ending, on one line. */
export function templateName(fileName: string): string {
  return fileName
    .replace(/\.(?:pptx|potx)$/i, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest);
}
