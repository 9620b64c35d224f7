import { InvalidArgumentError } from "commander";
import { idPattern } from "../../shared/kernel/ids.ts";

/** Id of a company or a user as an option. */
export function parseId(text: string): string {
  if (!idPattern.test(text)) throw new InvalidArgumentError("an id has letters, digits and . _ : - and begins with a letter or digit.");
  return text;
}
