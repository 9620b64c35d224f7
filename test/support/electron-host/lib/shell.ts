import { strictModule } from "./strict.ts";

/** Nothing is opened outside the stand-in: tests replace the member to see what would be. */
export const shell = strictModule("shell", {
  openExternal: async (_url: string): Promise<void> => {},
  openPath: async (_path: string): Promise<string> => "",
});
