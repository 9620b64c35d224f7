import { report } from "./host.ts";
import { strictModule } from "./strict.ts";

/** No dialog can be shown: the user has cancelled. Tests replace a member to answer otherwise. */
export const dialog = strictModule("dialog", {
  showSaveDialog: async (..._args: readonly unknown[]): Promise<{ canceled: boolean; filePath: string }> => ({
    canceled: true,
    filePath: "",
  }),
  showOpenDialog: async (..._args: readonly unknown[]): Promise<{ canceled: boolean; filePaths: readonly string[] }> => ({
    canceled: true,
    filePaths: [],
  }),
  showErrorBox: (title: string, content: string): void => report(title, content),
});
