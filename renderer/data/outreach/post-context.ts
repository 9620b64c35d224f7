import { createContext, useContext } from "react";
import type { PrintDocument } from "../../../shared/domain/print/print-document.ts";
import type { BridgeArgs } from "../../../shared/bridge/contract.ts";
import type { MessageState, OutgoingMessage, SenderInfo } from "../../../shared/bridge/messages.ts";

/** How messages leave the laptop. Every answer of null means that the desktop did not do it. */
export interface PostOffice {
  senders(): Promise<readonly SenderInfo[]>;
  /** Gives a message to the desktop, which sends it once, as soon as it can. */
  send(sendId: string, senderId: string, message: OutgoingMessage): Promise<MessageState | null>;
  list(): Promise<readonly MessageState[] | null>;
  settle(sendId: string, how: BridgeArgs<"messages.settle">["how"]): Promise<boolean>;
  /** Draws a document as a PDF; a message may carry it for a while. */
  pdf(document: PrintDocument): Promise<{ readonly sha256: string; readonly content: Uint8Array } | null>;
  handOver(how: "eml" | "mailto", message: OutgoingMessage): Promise<"opened" | "too-long" | "cancelled" | null>;
  /** Calls back when a message has got further; returns what stops it. */
  onMessage(listener: (state: MessageState) => void): () => void;
}

export const PostContext = createContext<PostOffice | null>(null);

export function usePost(): PostOffice {
  const post = useContext(PostContext);
  if (post === null) throw new Error("PostContext is missing");
  return post;
}

/** Begins the name of a mark on this laptop: a click whose message the desktop does not have yet. The record's id follows. */
export const handingOver = "handing-over ";
