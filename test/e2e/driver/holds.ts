import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder in which a secret lies, in any of the encodings that it might have. */
export function holds(folder: string, secret: string): readonly string[] {
  const forms = [Buffer.from(secret), Buffer.from(secret, "utf16le"), Buffer.from(Buffer.from(secret).toString("base64"))];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return forms.some((form) => content.includes(form));
    });
}
