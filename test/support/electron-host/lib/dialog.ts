import { report } from "./host.ts";
import { strictModule } from "./strict.ts";

/** No dialog can be shown: the user has cancelled. Tests replace a member to answer otherwise. */
export const dialog = strictModule("dialog", {
  showSaveDialog: async (..._args: readonly unknown[]): Promise<{ canceled: boolean; filePath: string }> => ({
    canceled: true,
    filePath: "",
  }),
  showErrorBox: (title: string, content: string): void => report(title, content),
});
