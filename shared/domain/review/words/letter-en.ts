/** What a monthly letter says otherwise than a review that is presented: nobody stands in front of it. */
export const letterEn = {
  "cover.notes#letter":
    "Read the letter once aloud before you send it: it should sound like you. Every number in it can be opened to its rows.",
  "nothing.notes#letter": "There is nothing to report here this month. Leave the page in if the customer asked for it, or hide it.",
  "quality.notes.close#letter": "Close on the one proposal, and offer a call for it.",
  "quality.notes.close_good#letter": "One sentence is enough: there is nothing to decide here.",
  "quality.notes.chart#letter":
    "Look at {region} against the target line, then at the other regions. Name weeks without data before somebody asks.",
  "sla.notes.close#letter": "Close with what changes on our side, and offer to go through the incidents on a call.",
  "incident.notes.close#letter":
    "Close by asking which of these their own users still talk about; their answer belongs into the account’s notes.",
  "action.notes.open#letter": "Check each item, its owner and its date before you send: the customer will hold us to them.",
  "action.notes.gaps#letter": "Some items have no owner or no date. Fill both in before you send.",
  "action.notes.close#letter": "The next letter opens with what became of these.",
  "nothing.actions.brings#letter": "What we agree on will be recorded here with its owner and date.",
  "quality.ask.look#letter": "We trace the evening routes of this region with you and report back in the next letter.",
  "summary.notes.first#letter": "The conclusion stands in the title; words of your own belong under it.",
  "summary.notes.findings#letter": "The findings stand in the order of their weight; each has its own page with its rows.",
  "summary.notes.ask#letter": "Say by when you need the answer.",
  "summary.notes.no_ask#letter": "Nothing is needed from them this month: say so, and thank them.",
  "parts.notes.first#letter": "Look at the darkest cell: {carrier} on SDK {sdk}. Say how many of their users are in it.",
  "appendix.notes.open#letter": "The appendix is for the question “how was that counted?”",
  "incident.notes.table#letter": "For each incident in the table: what users noticed, what we did, and since when it has been stable.",
  "sla.notes.bad#letter": "The shortfall comes first: {attainment} of {promises} promises. Apologise once, then point to the rows.",
  "summary.no_ask#letter": "We ask for nothing this month: no limit that calls for a change was reached.",
  "summary.ours#letter": "We ask for nothing from you this month: what the data calls for is ours to do.",
} as const;
