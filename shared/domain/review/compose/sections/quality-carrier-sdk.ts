import { compareVersions } from "../../../sdk/compare-versions.ts";
import { cell, type Draft, notes, nothing, paragraph, sourceLine, tableBlock } from "../draft.ts";
import { numberOf, type Pen, stopped } from "../pen.ts";
import { recommendationsOf } from "../recommendations.ts";
import type { ReviewBlock, Run, TableCell } from "../review-document.ts";
import { distinct, isOver, type MainMetric, mainMetric } from "../scope.ts";

/** Fewer sessions than this say little about a version on a carrier. */
const fewestSessions = 500;
const mostVersions = 6;
/** So many times the rest's rate is worth a word. */
const tells = 1.2;

interface Pair {
  readonly carrier: string;
  readonly sdk: string;
}

/** Which carrier and version users suffer on, and whether the version is what can be changed. */
export function composeQualityCarrierSdk(pen: Pen): Draft {
  const metric = mainMetric(pen);
  const rows = pen.rows("qualityParts", "q").filter((row) => row.metric === metric);
  const carriers = distinct(rows.map(({ carrier }) => carrier));
  const versions = newestOf(distinct(rows.map(({ sdk }) => sdk)));
  const pairs = carriers.flatMap((carrier) => versions.map((sdk) => ({ carrier, sdk })));
  const rate = (pair: Pair) => pen.ask(`parts.${metric}`, { ...pair });
  const measured = pairs.filter((pair) => rate(pair).value !== null && rate(pair).n >= fewestSessions);
  const [worst] = measured.toSorted((a, b) => (numberOf(rate(b)) ?? 0) - (numberOf(rate(a)) ?? 0));
  if (worst === undefined) return nothing(pen, "quality_carrier_sdk", "qualityParts");
  const top = numberOf(rate(worst)) ?? 0;
  const holes = { carrier: pen.name("carrier", worst.carrier), sdk: worst.sdk };
  const over = isOver(pen, metric, top);
  const ratio = pen.ask(`parts.${metric}`, { ...worst }, "q", "ratio:rest.sdk");
  const told = (numberOf(ratio) ?? 0) >= tells;
  return {
    layout: "table",
    title: [
      ...pen.say(over === null ? "parts.title.no_target" : over ? "parts.title.over" : "parts.title.within", {
        ...holes,
        measure: pen.word(`rate.all.${metric}`),
        rate: rate(worst),
      }),
      ...(told ? pen.say("parts.title.ratio", { ratio, carrier: holes.carrier }) : []),
    ],
    blocks: [heat(pen, metric, carriers, versions, top), points(pen, metric, worst, over)],
    source: sourceLine(pen, "quality", pen.ask(`part_sessions.${metric}`)),
    notes: notes(pen.say("parts.notes.first", holes), pen.say("parts.notes.close")),
  };
}

/** The versions with the most to say are the newest; older ones are in the workbook. */
function newestOf(versions: readonly string[]): readonly string[] {
  return versions.toSorted((a, b) => compareVersions(b, a)).slice(0, mostVersions);
}

function heat(pen: Pen, metric: MainMetric, carriers: readonly string[], versions: readonly string[], top: number): ReviewBlock {
  const shaded = (filter: Readonly<Record<string, string>>): TableCell => {
    const value = pen.ask(`parts.${metric}`, filter);
    const known = numberOf(value);
    return cell(pen, value, null, known === null || top === 0 ? null : Math.min(1, known / top));
  };
  return tableBlock(
    pen.say("parts.table", { metric: pen.name("metric", metric), period: pen.period("q") }),
    [
      { label: pen.word("column.carrier"), weight: 1.6 },
      ...versions.map((sdk) => ({ label: `SDK ${sdk}`, end: true })),
      { label: pen.word("column.all"), end: true },
      { label: pen.word("column.sessions"), end: true, weight: 1.2 },
    ],
    carriers.map((carrier) => [
      cell(pen, pen.name("carrier", carrier)),
      ...versions.map((sdk) => shaded({ carrier, sdk })),
      shaded({ carrier }),
      cell(pen, pen.ask(`part_sessions.${metric}`, { carrier })),
    ]),
  );
}

function points(pen: Pen, metric: MainMetric, worst: Pair, over: boolean | null): ReviewBlock {
  const carrier = pen.name("carrier", worst.carrier);
  const share = pen.ask(`part_sessions.${metric}`, { ...worst }, "q", "share:all.sdk");
  return {
    type: "points",
    points: [
      { heading: pen.word("quality.saw"), paragraphs: [paragraph(pen.say("parts.saw", { carrier, sdk: worst.sdk, share }))] },
      { heading: pen.word("quality.why"), paragraphs: [paragraph(why(pen, metric, worst))] },
      {
        heading: pen.word("quality.ask"),
        paragraphs: [paragraph(over === true ? ask(pen, worst) : pen.say(over === null ? "quality.ask.no_target" : "quality.ask.none"))],
      },
    ],
  };
}

/** Whether it is the version or the carrier: on other versions the same carrier is better, or it is not. */
function why(pen: Pen, metric: MainMetric, { carrier, sdk }: Pair): readonly Run[] {
  const onOthers = pen.ask(`parts.${metric}`, { carrier, sdk }, "q", "ratio:rest.sdk");
  const ofOthers = pen.ask(`parts.${metric}`, { carrier, sdk }, "q", "ratio:rest.carrier");
  const [version, network] = [numberOf(onOthers) ?? 1, numberOf(ofOthers) ?? 1];
  if (Math.max(version, network) < tells) return pen.say("parts.why.even");
  return version >= network
    ? pen.say("parts.why.version", { ratio: onOthers, carrier: pen.name("carrier", carrier), sdk })
    : pen.say("parts.why.carrier", { ratio: ofOthers, carrier: pen.name("carrier", carrier), sdk });
}

function ask(pen: Pen, { sdk }: Pair): readonly Run[] {
  const behind = numberOf(pen.ask("sdk.behind", { version: sdk })) ?? 0;
  const upgrade = recommendationsOf(pen).find(({ subject }) => subject === "sdk");
  if (behind > 0 && upgrade !== undefined) return stopped(pen, upgrade.what);
  const edge = recommendationsOf(pen).find(({ subject }) => subject === "edge");
  return edge === undefined ? pen.say("quality.ask.look") : stopped(pen, edge.what);
}
