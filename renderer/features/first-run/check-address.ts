/** The address as it is asked, or null when it cannot be one, before anything is sent. The limit is that of the desktop's bridge. */
export function checkAddress(text: string): string | null {
  const address = text.trim();
  if (!URL.canParse(address) || address.length > 300) return null;
  return ["http:", "https:"].includes(new URL(address).protocol) ? address : null;
}
