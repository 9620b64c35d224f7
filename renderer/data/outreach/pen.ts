import { composeMessage as compose } from "../../../shared/domain/outreach/compose-message.ts";
import { eventCalendar as calendar } from "../../../shared/domain/outreach/event-calendar.ts";

// What is needed to write a message weighs as much as the rest of the console: one file of its own, loaded on demand.
export const composeMessage = compose;
export const eventCalendar = calendar;
