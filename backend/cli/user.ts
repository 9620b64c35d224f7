import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { systemClock } from "../../shared/kernel/clock.ts";
import { type UserRole, userRoles } from "../../shared/domain/user/user.ts";
import { idPattern } from "../../shared/kernel/ids.ts";
import { unlinkIdentity } from "../auth/identities.ts";
import { listUsers, setDisabled, type UserAccount } from "../auth/users.ts";
import type { BackendStore } from "../storage/open-backend-store.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { noteCommand } from "./note-command.ts";
import { parseId } from "./parse-id.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface TenantOptions {
  readonly data?: string;
  readonly tenant: string;
}

interface NamedOptions extends TenantOptions {
  readonly email?: string;
  readonly user?: string;
}

interface AddOptions extends TenantOptions {
  readonly email: string;
  readonly user?: string;
  readonly role: UserRole;
  readonly name?: string;
}

function parseEmail(text: string): string {
  if (!z.email().max(200).safeParse(text).success) throw new InvalidArgumentError("an e-mail address is like lin.ruoxi@example.com.");
  return text;
}

function sameEmail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The user that --user or --email names. Throws CommandError. */
function find(users: readonly UserAccount[], { tenant, user, email }: NamedOptions): UserAccount {
  if ((user === undefined) === (email === undefined)) throw new CommandError("name the user with either --email or --user");
  const found = users.filter((one) => (user === undefined ? sameEmail(one.email, email ?? "") : one.id === user));
  const [only, another] = found;
  if (only === undefined) throw new CommandError(`${tenant} has no user ${user ?? email ?? ""}: see headroom user list`);
  if (another !== undefined) throw new CommandError(`${tenant} has several users with this address: name one with --user`);
  return only;
}

/** The part before the @, where it can be an id. */
function idOf(email: string): string {
  const id = email.slice(0, email.indexOf("@")).toLowerCase();
  if (!idPattern.test(id)) throw new CommandError("the address makes no id: give one with --user");
  return id;
}

async function add({ data, tenant, email, user, role, name }: AddOptions): Promise<void> {
  await withStore(data, async (store) => {
    const imports = await store.importStore(tenant, "headroom");
    const users = await listUsers(store.db, tenant);
    const id = user ?? users.find((one) => sameEmail(one.email, email))?.id ?? idOf(email);
    const known = users.find((one) => one.id === id);
    if (known !== undefined && user === undefined && !sameEmail(known.email, email)) {
      throw new CommandError(`${id} is another user of ${tenant} already: give this one an id of their own with --user`);
    }
    if (users.some((one) => one.id !== id && sameEmail(one.email, email))) {
      throw new CommandError(`another user of ${tenant} has this address already: sign-in could not tell them apart`);
    }
    const fields = { role, email, ...(name === undefined ? {} : { name }) };
    await imports.putRecords([{ kind: "user", id, fields, defaults: { name: id, locale: "zh-CN", timeZone: "Asia/Shanghai" } }]);
    process.stdout.write(`${id}\n`);
  });
}

async function list({ data, tenant }: TenantOptions): Promise<void> {
  await withStore(data, async (store) => {
    for (const { id, name, email, role, disabledAt, linked } of await listUsers(store.db, tenant)) {
      const state = disabledAt === null ? (linked ? "signed in" : "active") : "disabled";
      process.stdout.write(`${[id, role, state, email, name].join("\t")}\n`);
    }
  });
}

async function change(options: NamedOptions, done: string, work: (store: BackendStore, userId: string) => Promise<unknown>): Promise<void> {
  await withStore(options.data, async (store) => {
    const { id } = find(await listUsers(store.db, options.tenant), options);
    await work(store, id);
    await noteCommand(store.db, options.tenant, "access-changed", { user: id, done });
    process.stdout.write(`${id} ${done}\n`);
  });
}

export function addUserCommand(program: Command): void {
  const user = program.command("user").description("Who may use a company's data.");
  const target = (command: Command): Command =>
    command
      .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
      .option("--tenant <id>", "company", parseId, defaultTenant.id);
  const named = (command: Command): Command =>
    target(command).option("--email <address>", "e-mail address of the user").option("--user <id>", "id of the user", parseId);
  target(user.command("add"))
    .description("Adds a user, or changes the role and name of one; prints the id.")
    .requiredOption("--email <address>", "address that the user signs in with", parseEmail)
    .addOption(new Option("--role <role>", "what the user may see and do").choices([...userRoles]).makeOptionMandatory())
    .option("--name <name>", "name of the user")
    .option("--user <id>", "id (default: the address up to the @)", parseId)
    .action(add);
  target(user.command("list")).description("Id, role, state, address and name of every user.").action(list);
  named(user.command("disable"))
    .description("Ends a user's access; what they did and own stays.")
    .action((options: NamedOptions) =>
      change(options, "disabled", ({ db }, userId) => setDisabled(db, { tenantId: options.tenant, userId }, new Date(systemClock.now()))),
    );
  named(user.command("enable"))
    .description("Gives the access back.")
    .action((options: NamedOptions) =>
      change(options, "enabled", ({ db }, userId) => setDisabled(db, { tenantId: options.tenant, userId }, null)),
    );
  named(user.command("unlink"))
    .description("Forgets who the user is at the OpenID provider: their next sign-in links anew, by the e-mail address.")
    .action((options: NamedOptions) =>
      change(options, "unlinked", ({ db }, userId) => unlinkIdentity(db, { tenantId: options.tenant, userId })),
    );
}
