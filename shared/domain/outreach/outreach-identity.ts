/**
 * Identity of the n-th message (0, 1, …) that a user sends about a peak or notice. Two windows that send at the same moment make the same message,
 * and a message is sent at most once by its name.
 */
export function outreachIdentity(
  subjectId: string,
  authorId: string,
  ordinal: number,
): { readonly outreachId: string; readonly sendId: string } {
  const hash = hash64(`${subjectId}\n${authorId}\n${ordinal}`);
  return { outreachId: `out_${hash}`, sendId: `snd_${hash}` };
}

/** FNV-1a over UTF-16 units, 64 bits, as 13 characters of base 36. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(36).padStart(13, "0");
}
