/**
 * What is promised: that somebody answers effectively, that the customer hears again, that the customer can work again, that it is over.
 * `next_update` runs in cycles: a message of the customer and each update begin the next one.
 */
export const clockKinds = ["first_response", "next_update", "workaround", "resolution"] as const;
export type ClockKind = (typeof clockKinds)[number];
