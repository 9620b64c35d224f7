/** Bounds of what is read: a calendar of a customer's promotions has tens of entries, not thousands. */
export const icsLimits = {
  characters: 2_000_000,
  entries: 2_000,
  /** Of one recurring entry, inside the window. */
  occurrences: 60,
  /** Days of one recurring entry that are looked at, from its first on: 27 years. */
  steps: 10_000,
} as const;

/** One occurrence of a calendar entry. */
export interface IcsEvent {
  /** UID of the entry; of a recurring one with the occurrence's own start after `#`, so that every occurrence keeps its name. */
  readonly uid: string;
  readonly name: string;
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
  readonly allDay: boolean;
  readonly recurring: boolean;
  /** The calendar says that it does not take place. */
  readonly cancelled: boolean;
  /** Its clock is not known here: the customer's was taken. */
  readonly zoneAssumed: boolean;
}

export type IcsSkipCode =
  /** A line is broken, or what is in it is no calendar entry. */
  | "unreadable"
  | "no_uid"
  | "no_start"
  /** Ends before it begins, or lies beyond what can be planned. */
  | "impossible_time"
  /** By the hour or finer, or a rule that yields nothing. */
  | "rule_refused";

export interface IcsReading {
  /** Inside the window, by time. */
  readonly events: readonly IcsEvent[];
  readonly skipped: readonly { readonly line: number; readonly name: string | null; readonly code: IcsSkipCode }[];
  /** Entries that are well but lie outside the window. */
  readonly outside: number;
  /** Recurring entries of which only the first occurrences were taken. */
  readonly cut: number;
}

export interface IcsFault {
  readonly code: "not_a_calendar" | "too_large" | "too_many_entries" | "no_entries";
}

export interface IcsWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** IANA zone of times without one, and of whole days. */
  readonly timeZone: string;
}
