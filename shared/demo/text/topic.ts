/** What an incident does to the metrics of its region while it lasts. */
export type Impact = "join" | "freeze" | "audio" | "delay" | "none";

/** Slots of all sentences: {region} {carrier} {sdk} {old} {os} {device} {pct} {pct2} (= 100 − pct) {n} {code}. */
export interface TopicText {
  readonly titles: readonly string[];
  /** What the first report says. */
  readonly report: readonly string[];
  /** What is asked of the customer. */
  readonly ask: string;
  /** What the expert finds. */
  readonly finding: readonly string[];
  readonly workaround: string;
  readonly cause: string;
  readonly fix: readonly string[];
}

export interface Topic {
  readonly key: string;
  readonly kind: "incident" | "ticket" | "request";
  readonly severities: readonly ("P0" | "P1" | "P2" | "P3")[];
  readonly impact: Impact;
  /** Belongs to one region of the customer. */
  readonly regional: boolean;
  /** Hits one carrier only. */
  readonly carrier: boolean;
  /** Needs somebody outside (a carrier, a device maker) to act. */
  readonly vendor: boolean;
  readonly zh: TopicText;
  readonly en: TopicText;
}
