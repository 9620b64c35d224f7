/**
 * Identity of the n-th message (0, 1, …) that a user writes about a peak or notice: two windows that write at the same moment write the same one.
 */
export function outreachIdentity(subjectId: string, authorId: string, ordinal: number): string {
  return `out_${hash64(`${subjectId}\n${authorId}\n${ordinal}`)}`;
}

/** Name of a message's one sending: the desktop sends at most once by it. */
export function sendIdentity(outreachId: string): string {
  return `${outreachId}.send`;
}

/** FNV-1a over UTF-16 units, 64 bits, as 13 characters of base 36. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(36).padStart(13, "0");
}
