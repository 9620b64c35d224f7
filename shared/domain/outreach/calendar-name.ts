/** Name of the .ics of a message with this subject, fit for every file system. */
export function calendarName(subject: string): string {
  const name = subject
    .replaceAll(/[\\/:*?"<>|\s\p{Cc}]+/gu, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "")
    .slice(0, 60);
  return `${name === "" ? "event" : name}.ics`;
}
