/** Words with which a log introduces what it says: `恢复：`, `Told the customer the workaround:`, `移交研发媒体组：`. */
const leads =
  /^(?:恢复|完成|处理完毕|已恢复|移交[^：:。]{0,30}|[^：:。]{0,30}确认根因|[^：:。]{0,30}接手|根因|原因|已告知客户临时方案|向客户通报进展|临时方案|已答复客户|给客户的建议|resolved|done|fixed|handed to [^.:]{0,40}|[^.:]{0,40}confirmed the cause|(?:root )?cause|told the customer the workaround|update to the customer|workaround(?: given)?|answered the customer|advice to the customer)\s*[：:]\s*/i;

/** What an entry says, without the words that introduce it. */
export function stripLead(text: string): string {
  return text.replace(leads, "").trim();
}
