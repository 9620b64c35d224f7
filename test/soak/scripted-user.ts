import type { Page } from "@playwright/test";
import { accountTabs } from "../../renderer/ui/routes.ts";
import type { Random } from "../../shared/kernel/random.ts";
import { pick } from "../faults/support/pick.ts";
import { ShellPage } from "../e2e/pages/shell-page.ts";

/** Whom and what the user can go to. */
export interface SoakBook {
  readonly accounts: readonly string[];
  readonly incidents: readonly string[];
  readonly reviews: readonly string[];
  readonly notices: readonly string[];
}

/** What lies outside the window. */
export interface SoakWorld {
  /** A colleague changes so many records. */
  colleagueWrites(records: number): Promise<void>;
  /** The network is gone until `false`. */
  cutOff(isCut: boolean): void;
}

type Step = () => Promise<void>;

const screens = [
  "today",
  "accounts",
  "portfolio",
  "peaks",
  "outreach",
  "incidents",
  "incidents/statistics",
  "notices",
  "knowledge",
] as const;
const quietScreens = ["reviews", "sync", "settings"] as const;
const searches = ["zhibo", "live", "sh", "语音", "卡顿", "a", "INC-1", "freeze"] as const;

/** A customer-success manager whose day is drawn from a seed: mostly looking, sometimes writing, now and then on a train. */
export class ScriptedUser {
  readonly #page: Page;
  readonly #shell: ShellPage;
  readonly #random: Random;
  readonly #book: SoakBook;
  readonly #world: SoakWorld;
  readonly #steps: readonly (readonly [name: string, weight: number, step: Step])[];
  #notes = 0;
  #offlineFor = 0;

  constructor(page: Page, parts: { readonly random: Random; readonly book: SoakBook; readonly world: SoakWorld }) {
    this.#page = page;
    this.#shell = new ShellPage(page, "en");
    this.#random = parts.random;
    this.#book = parts.book;
    this.#world = parts.world;
    this.#steps = [
      ["screen", 24, () => this.#go(`/${pick(screens, this.#random)}`)],
      ["quiet screen", 4, () => this.#go(`/${pick(quietScreens, this.#random)}`)],
      ["account", 30, () => this.#account(pick(accountTabs, this.#random))],
      ["incident", 10, () => this.#open("incidents", this.#book.incidents)],
      ["review", 2, () => this.#open("reviews", this.#book.reviews)],
      ["notice", 2, () => this.#open("notices", this.#book.notices)],
      ["filter", 8, () => this.#filter()],
      ["palette", 6, () => this.#palette()],
      ["move in the list", 4, () => this.#move()],
      ["note", 2, () => this.#note()],
      ["theme", 1, () => this.#theme()],
      ["colleague", 6, () => this.#world.colleagueWrites(5)],
      ["offline", 1, () => this.#leave()],
    ];
  }

  /** The next thing that the user does; answers its name. Throws what went wrong. */
  async act(): Promise<string> {
    if (this.#offlineFor > 0) {
      this.#offlineFor -= 1;
      if (this.#offlineFor === 0) this.#world.cutOff(false);
    }
    let at = this.#random() * this.#steps.reduce((sum, [, weight]) => sum + weight, 0);
    const chosen = this.#steps.find(([, weight]) => (at -= weight) < 0);
    if (chosen === undefined) throw new Error("there is nothing to do");
    const [name, , step] = chosen;
    try {
      await step();
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`, { cause: error });
    }
    return name;
  }

  /** To where samples are taken: the same screen each time, with the network there. */
  async rest(): Promise<void> {
    this.#world.cutOff(false);
    this.#offlineFor = 0;
    await this.#page.keyboard.press("Escape");
    await this.#page.emulateMedia({ colorScheme: "light" });
    await this.#go("/accounts");
  }

  async #go(route: string): Promise<void> {
    await this.#shell.go(route);
  }

  #account(tab: string): Promise<void> {
    return this.#go(`/accounts/${pick(this.#book.accounts, this.#random) ?? ""}/${tab}`);
  }

  async #open(screen: string, ids: readonly string[]): Promise<void> {
    const id = pick(ids, this.#random);
    await this.#go(id === undefined ? `/${screen}` : `/${screen}/${id}`);
  }

  async #filter(): Promise<void> {
    await this.#go("/accounts");
    const field = this.#page.getByRole("textbox", { name: "Filter by name or pinyin" });
    await field.pressSequentially(pick(searches, this.#random), { delay: 20 });
    await field.fill("");
    await this.#page.keyboard.press("Escape");
  }

  async #palette(): Promise<void> {
    const field = await this.#shell.openPalette();
    await field.pressSequentially(pick(searches, this.#random), { delay: 20 });
    await this.#page.keyboard.press("ArrowDown");
    await this.#page.keyboard.press("Escape");
    await field.waitFor({ state: "hidden" });
  }

  async #move(): Promise<void> {
    await this.#go("/accounts");
    for (let i = 0; i < 10; i += 1) await this.#page.keyboard.press(this.#random() < 0.8 ? "j" : "k");
  }

  async #note(): Promise<void> {
    await this.#account("timeline");
    this.#notes += 1;
    const text = `soak ${this.#notes}`;
    await this.#page.getByRole("textbox", { name: "What happened" }).fill(text);
    await this.#page.keyboard.press("Control+Enter");
    await this.#page.getByText(text, { exact: true }).first().waitFor();
  }

  async #theme(): Promise<void> {
    await this.#page.emulateMedia({ colorScheme: this.#random() < 0.5 ? "dark" : "light" });
  }

  #leave(): Promise<void> {
    this.#offlineFor = 15;
    this.#world.cutOff(true);
    return Promise.resolve();
  }
}
