/** Windows and macOS count 255 units, Linux 255 bytes; what is left is for what a writer puts around it. */
const longestBytes = 200;
const longestEnding = 12;

/**
 * A name that every system takes: no folder, no control characters, not hidden, not one of Windows' devices, and short enough, with its ending kept.
 */
export function safeFileName(suggested: string): string {
  const clean = suggested
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, "-")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  const name = clean === "" ? "headroom" : clean;
  return shortened(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `-${name}` : name);
}

function shortened(name: string): string {
  if (bytesOf(name) <= longestBytes) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= longestEnding ? name.slice(dot) : "";
  let room = longestBytes - bytesOf(ending);
  let kept = "";
  for (const character of ending === "" ? name : name.slice(0, dot)) {
    room -= bytesOf(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept.replace(/[.\s]+$/, "")}${ending}`;
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
}
