import type { ReactNode } from "react";
import { useCallback, useMemo } from "react";
import type { HeadroomBridge } from "../../shared/bridge/contract.ts";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import { PostContext, type PostOffice } from "../data/outreach/post-context.ts";
import { useMessageNotes } from "../data/outreach/use-message-notes.ts";
import { useText } from "../ui/text.ts";
import { askDesktop } from "./bridge.ts";

/** The desktop's outbox of messages for the screens below, and the notes of what became of them. */
export function PostProvider({
  bridge,
  profile,
  children,
}: {
  readonly bridge: HeadroomBridge;
  readonly profile: string;
  readonly children: ReactNode;
}): ReactNode {
  const post = useMemo<PostOffice>(
    () => ({
      senders: async () => {
        const answer = await askDesktop(bridge, "senders.list", { profile });
        return answer.ok ? answer.value : [];
      },
      send: async (sendId, senderId, message) => {
        const answer = await askDesktop(bridge, "messages.send", { profile, sendId, senderId, message });
        return answer.ok ? answer.value : null;
      },
      list: async () => {
        const answer = await askDesktop(bridge, "messages.list", { profile });
        return answer.ok ? answer.value : null;
      },
      settle: async (sendId, how) => (await askDesktop(bridge, "messages.settle", { profile, sendId, how })).ok,
      handOver: async (how, message) => {
        const answer = await askDesktop(bridge, "messages.hand-over", { profile, how, message });
        return answer.ok ? answer.value : null;
      },
      pdf: async (document) => {
        const answer = await askDesktop(bridge, "document.pdf", { document });
        return answer.ok ? answer.value : null;
      },
      onMessage: (listener) => bridge.on("message", listener),
    }),
    [bridge, profile],
  );
  return (
    <PostContext.Provider value={post}>
      <MessageNotes />
      {children}
    </PostContext.Provider>
  );
}

function MessageNotes(): ReactNode {
  const t = useText("outreach");
  const domain = useText("domain");
  useMessageNotes(
    useCallback(
      (record: RecordOf<"outreach">) => t("timeline.sent", { channel: domain(`channel.${record.channel}`), subject: record.subject }),
      [t, domain],
    ),
  );
  return null;
}
