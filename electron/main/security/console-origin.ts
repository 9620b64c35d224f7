export const consoleScheme = "app";
export const consoleHost = "console";
export const consoleUrl = `${consoleScheme}://${consoleHost}/`;

/** Whether an address belongs to the window's own origin, by parsing and not by its first letters. */
export function isConsoleUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === `${consoleScheme}:` && url.host === consoleHost && url.username === "" && url.password === "";
}
