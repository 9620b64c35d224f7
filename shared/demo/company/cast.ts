import { scenarios, type Account, type Scenario, type Tier } from "../../domain/account/account.ts";
import type { KnownRegion } from "../../domain/regions.ts";
import { dice, type Dice } from "../dice.ts";
import { ownAccounts, qualityDays, sizePlan, usageDays, type DemoSize } from "../size.ts";
import { slaPolicyCount } from "../story/sla-policies.ts";
import { calendarCount, noticeCount } from "../story/notices.ts";
import { sdkReleaseCount } from "../story/sdk-releases.ts";
import { accountSummary, accountTags } from "../text/account-text.ts";
import { markets, marketOf, type Market } from "../world/markets.ts";
import { regionAudience, type Audience } from "../world/regions.ts";
import { companyName, type TakenNames } from "./company-names.ts";
import { featured, type Featured, type Trait } from "./featured.ts";
import { demoUserId, demoTeam } from "./users.ts";
import { demoViews } from "./views.ts";

const dayMs = 86_400_000;

/** One region of a customer: how much of its audience is there, and how much room it keeps. */
export interface RegionCast {
  readonly region: KnownRegion;
  readonly audience: Audience;
  /** Evening peak of an ordinary day at the end of the history, users. */
  readonly peak: number;
  /** Provisioned capacity against the ordinary peak that was expected when it was bought. */
  readonly room: number;
}

/** A customer with everything that its records and series are drawn from. */
export interface Cast {
  readonly index: number;
  /** Seed of everything that belongs to this customer. */
  readonly seed: number;
  readonly account: Account;
  readonly market: Market;
  readonly language: "zh" | "en";
  readonly trait: Trait;
  readonly regions: readonly RegionCast[];
  /** Logarithmic growth of usage in a year. */
  readonly growth: number;
  /** Records of this customer, all kinds together. */
  readonly quota: number;
  /** First instant of the customer's usage, and the first without any, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly hasQuality: boolean;
  readonly own: boolean;
}

export interface CastOptions {
  readonly size: DemoSize;
  readonly seed: number;
  readonly endMs: number;
}

/** Records that belong to no customer: colleagues, saved views and releases of the SDK. Notices and calendars come on top. */
function sharedCount(size: DemoSize, seed: number): number {
  return demoTeam(size, seed).all.length + demoViews().length + sdkReleaseCount;
}

/** Every customer of the company. The first sixty are the same at every size. */
export function castCompany(options: CastOptions): readonly Cast[] {
  const { size, seed } = options;
  const plan = sizePlan[size];
  const taken: TakenNames = { names: new Set(), codes: new Set() };
  for (const one of featured) {
    taken.names.add(one.name).add(one.alias);
    taken.codes.add(one.code);
  }
  const owners = demoTeam(size, seed).csms;
  const quotas = shareOut(plan.records - sharedCount(size, seed), plan.accounts, seed);
  const casts: Cast[] = [];
  for (let index = 0; index < plan.accounts; index += 1) {
    const accountSeed = (Math.imul(seed, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b)) >>> 0;
    const die = dice(accountSeed, "cast");
    const chosen = featured[index];
    const draft = chosen === undefined ? drawCustomer(die, taken) : featuredDraft(chosen, die);
    const ownerId =
      index < ownAccounts
        ? demoUserId
        : die.chance(0.01)
          ? null
          : (owners[Math.floor(((index - ownAccounts) / (plan.accounts - ownAccounts)) * owners.length)]?.id ?? null);
    casts.push(completeCast(draft, { index, accountSeed, ownerId, quota: quotas[index] ?? 0 }, die, options));
  }
  return casts;
}

interface Draft {
  readonly market: Market;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly code: string;
  readonly scenario: Scenario;
  readonly tier: Tier;
  readonly peak: number;
  readonly regions: readonly KnownRegion[];
  readonly trait: Trait;
  readonly lifecycle: Account["lifecycle"];
}

function featuredDraft(one: Featured, die: Dice): Draft {
  return {
    ...one,
    market: marketOf(one.market),
    aliases: [one.alias],
    peak: Math.round(one.peak * die.between(0.96, 1.05)),
    lifecycle: one.trait === "new" ? "onboarding" : "active",
  };
}

const scenarioWeights: Readonly<Record<Scenario, number>> = {
  show_live: 18,
  one_to_one: 12,
  voice_room: 18,
  video_dating: 9,
  commerce_live: 14,
  education: 12,
  conversational_ai: 8,
  overseas_app: 9,
};

const traitWeights: readonly { readonly trait: Trait; readonly weight: number }[] = [
  { trait: "ordinary", weight: 83 },
  { trait: "tight", weight: 6 },
  { trait: "over", weight: 2 },
  { trait: "declining", weight: 5 },
  { trait: "new", weight: 2 },
  { trait: "no_quality", weight: 1 },
  { trait: "stale", weight: 1 },
];

function drawCustomer(die: Dice, taken: TakenNames): Draft {
  const market = die.weighted(markets);
  const scenario = die.weighted(scenarios.map((one) => ({ scenario: one, weight: scenarioWeights[one] }))).scenario;
  const tier = die.weighted([
    { tier: "basic", weight: 38 },
    { tier: "standard", weight: 47 },
    { tier: "premium", weight: 15 },
  ] as const).tier;
  const typical = { basic: 2_400, standard: 11_000, premium: 42_000 }[tier] * (scenario === "conversational_ai" ? 0.25 : 1);
  const trait = die.weighted(traitWeights).trait;
  const lifecycle =
    trait === "new"
      ? "onboarding"
      : die.weighted([
          { state: "active", weight: 95 },
          { state: "paused", weight: 3 },
          { state: "ended", weight: 2 },
        ] as const).state;
  const goesAbroad = scenario === "overseas_app" && market.id === "cn";
  const home = die.shuffled(market.home);
  const abroad = die.shuffled(market.abroad);
  const regions = (goesAbroad ? abroad : [...home, ...abroad]).slice(0, trait === "new" ? 1 : 3);
  return {
    market,
    ...companyName(market.id, scenario, die, taken),
    scenario,
    tier,
    peak: Math.round(typical * Math.exp(0.7 * die.gauss())) + 120,
    regions,
    trait,
    lifecycle,
  };
}

interface Place {
  readonly index: number;
  readonly accountSeed: number;
  readonly ownerId: string | null;
  readonly quota: number;
}

function completeCast(draft: Draft, place: Place, die: Dice, { seed, endMs }: CastOptions): Cast {
  const { market, trait } = draft;
  const language = market.id === "cn" ? "zh" : "en";
  const growth = trait === "declining" ? die.between(-0.75, -0.45) : die.gauss() * 0.22 + 0.12;
  const shares = [1, die.between(0.28, 0.55), die.between(0.1, 0.26)];
  const regions = draft.regions.map((region, i): RegionCast => {
    const home = market.home.includes(region);
    const audience = home ? { country: market.country, timeZone: market.timeZone, carriers: market.carriers } : regionAudience[region];
    return { region, audience, peak: Math.max(40, Math.round(draft.peak * (shares[i] ?? 0.1))), room: roomOf(trait, i, die) };
  });
  const account: Account = {
    id: `acc_${seed.toString(36)}_${String(place.index + 1).padStart(4, "0")}`,
    code: draft.code,
    name: draft.name,
    aliases: draft.aliases.filter((alias) => alias !== draft.name),
    country: market.country,
    timeZone: market.timeZone,
    locale: market.locale,
    regions: [...draft.regions],
    scenario: draft.scenario,
    tier: draft.tier,
    ownerId: place.ownerId,
    lifecycle: draft.lifecycle,
    tags: accountTags(language, draft.scenario, trait, die),
    summary: accountSummary(language, draft.scenario, draft.tier, trait, die),
  };
  const own = place.index < ownAccounts;
  return {
    index: place.index,
    seed: place.accountSeed,
    account,
    market,
    language,
    trait,
    regions,
    growth,
    quota: place.quota,
    fromMs: trait === "new" ? endMs - 16 * dayMs : endMs - usageDays * dayMs,
    toMs: trait === "stale" ? endMs - 31 * 3_600_000 : endMs,
    hasQuality: trait !== "no_quality",
    own,
  };
}

/** Capacity is bought for the peak with something to spare; the first region of a troubled customer has nothing to spare. */
function roomOf(trait: Trait, position: number, die: Dice): number {
  if (position === 0) {
    if (trait === "over") return die.between(0.8, 0.88);
    if (trait === "tight" || trait === "crisis") return die.between(1, 1.06);
  }
  return die.between(1.22, 1.75);
}

const eventful: ReadonlySet<Trait | undefined> = new Set(["crisis", "degraded"]);

/** Records for each account: the demo user's sixty get what they have at `desk`, the others share the rest; livelier accounts get more. */
function shareOut(total: number, accounts: number, seed: number): readonly number[] {
  const ownTotal = sizePlan.desk.records - sharedCount("desk", seed);
  const quotas = Array.from({ length: accounts }, () => 0);
  const spread = (from: number, to: number, sum: number) => {
    const weights = Array.from(
      { length: to - from },
      (_, i) => 0.62 + 0.76 * dice(seed, `quota/${from + i}`).next() + (eventful.has(featured[from + i]?.trait) ? 0.7 : 0),
    );
    const whole = weights.reduce((a, b) => a + b, 0);
    let given = 0;
    let weight = 0;
    weights.forEach((one, i) => {
      weight += one;
      const until = i === weights.length - 1 ? sum : Math.floor((sum * weight) / whole);
      quotas[from + i] = until - given;
      given = until;
    });
  };
  spread(0, ownAccounts, ownTotal);
  if (accounts > ownAccounts) spread(ownAccounts, accounts, total - ownTotal);
  // Room for what belongs to no customer either, from those at the end of the demo user's book, a record each.
  for (let i = 1; i <= noticeCount + calendarCount + slaPolicyCount; i += 1) quotas[ownAccounts - i] = (quotas[ownAccounts - i] ?? 0) - 1;
  return quotas;
}

/** First instant of the quality series. */
export function qualityFromMs(cast: Cast, endMs: number): number {
  return Math.max(cast.fromMs, endMs - qualityDays * dayMs);
}
