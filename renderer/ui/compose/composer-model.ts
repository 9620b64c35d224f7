import type { Composition } from "../../../shared/domain/outreach/compose-message.ts";
import type { MessageText } from "../../../shared/domain/outreach/message-text.ts";
import type { TemplateKey } from "../../../shared/domain/outreach/outreach-template.ts";
import type { Outreach } from "../../../shared/domain/outreach/outreach.ts";

export type SendOutcome = "queued" | "handed-over" | "noted" | "too-long" | "cancelled" | "failed" | "already";

/** A message being composed, as the composer shows it and what can be done with it; renderer/data/outreach/use-composer.ts makes it. */
export interface ComposerModel {
  readonly composition: Composition | null | undefined;
  readonly key: TemplateKey;
  readonly latest: Outreach | null;
  readonly handedOver: boolean;
  readonly busy: boolean;
  /** A request of this peak is there, so that its outcome can be told. */
  readonly canConfirm: boolean;
  readonly choose: (part: {
    readonly contactId?: string;
    readonly way?: string;
    readonly key?: TemplateKey;
    readonly attach?: boolean;
  }) => void;
  /** Whether the mail carries the date as .ics; null = this way carries none. */
  readonly attaches: boolean | null;
  readonly write: (text: MessageText | null) => void;
  readonly keep: () => Promise<boolean>;
  readonly send: (line: string) => Promise<SendOutcome>;
  readonly markSent: (line: string) => Promise<boolean>;
  readonly calendar: () => string | null;
}
