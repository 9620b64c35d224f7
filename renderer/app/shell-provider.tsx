import type { ReactNode } from "react";
import { useMemo } from "react";
import type { BridgeArgs, BridgeValue, HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { Shell } from "../ui/shell-context.ts";
import { ShellContext } from "../ui/shell-context.ts";
import { useText } from "../ui/text.ts";
import { useToast } from "../ui/toast.tsx";
import { askDesktop } from "./bridge.ts";

/** What screens may ask of the desktop, with failures said in words. */
export function ShellProvider({
  bridge,
  openPalette,
  children,
}: {
  readonly bridge: HeadroomBridge;
  readonly openPalette: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const toast = useToast();
  const common = useText("common");
  const errors = useText("errors");
  const shell = useMemo<Shell>(() => {
    const copy = async (what: { readonly text: string } | { readonly png: Uint8Array<ArrayBuffer> }): Promise<boolean> => {
      const answer = await askDesktop(bridge, "clipboard.write", what);
      if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
      return answer.ok;
    };
    const asked = async <N extends "disk.use" | "disk.drop-old-logs" | "diagnostics.read">(name: N): Promise<BridgeValue<N> | null> => {
      const answer = await askDesktop(bridge, name, undefined as BridgeArgs<N>);
      if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
      return answer.ok ? answer.value : null;
    };
    return {
      openPalette,
      diskUse: () => asked("disk.use"),
      dropOldLogs: () => asked("disk.drop-old-logs"),
      desktopFacts: () => asked("diagnostics.read"),
      copyText: (text) => copy({ text }),
      copyPng: (png) => copy({ png: new Uint8Array(png) }),
      saveFile: async (suggestedName, content) => {
        const answer = await askDesktop(bridge, "file.save", {
          suggestedName,
          content: typeof content === "string" ? content : new Uint8Array(content),
        });
        if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
        else if (answer.value !== null) toast({ text: common("saved", { name: answer.value.name }) });
        return answer.ok ? answer.value : null;
      },
      saveFiles: async (files) => {
        const answer = await askDesktop(bridge, "files.save", {
          files: files.map(({ suggestedName, content }) => ({ suggestedName, content: new Uint8Array(content) })),
        });
        if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
        return answer.ok ? answer.value : null;
      },
      reviewPdf: async (review) => {
        const answer = await askDesktop(bridge, "document.pdf", { review });
        return answer.ok ? { ok: true, value: answer.value.content } : answer;
      },
      openExternal: (url) => {
        void askDesktop(bridge, "external.open", { url }).then((answer) => {
          if (!answer.ok) toast({ text: errors(answer.error.code), tone: "error" });
        });
      },
    };
  }, [bridge, openPalette, toast, common, errors]);
  return <ShellContext.Provider value={shell}>{children}</ShellContext.Provider>;
}
