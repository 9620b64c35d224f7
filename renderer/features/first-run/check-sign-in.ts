/** The field that cannot be right, before anything is sent; null = both may be. Limits are those of the desktop's bridge. */
export function checkSignIn(url: string, token: string): "url" | "token" | null {
  const parsed = URL.canParse(url.trim()) ? new URL(url.trim()) : null;
  if (parsed === null || !["http:", "https:"].includes(parsed.protocol) || url.trim().length > 300) return "url";
  return token.trim().length < 20 || token.trim().length > 400 ? "token" : null;
}
