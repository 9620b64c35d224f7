import type { TimelineType } from "../../domain/timeline/timeline-entry.ts";

/** A timeline entry before it has its place and number. */
export interface TimelineDraft {
  readonly ms: number;
  readonly type: TimelineType;
  readonly text: string;
  readonly refKind: string | null;
  readonly refId: string | null;
  /** Written by the system and not by a person. */
  readonly auto: boolean;
}
