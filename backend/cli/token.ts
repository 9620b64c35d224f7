import { type Command, InvalidArgumentError, Option } from "commander";
import { systemClock } from "../../shared/kernel/clock.ts";
import { type UserRole, userRoles } from "../../shared/domain/user/user.ts";
import { createToken, revokeTokens } from "../auth/tokens.ts";
import { defaultTenant } from "../storage/tenants.ts";
import { parseId } from "./parse-id.ts";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

interface TokenOptions {
  readonly data?: string;
  readonly tenant: string;
  readonly user: string;
}

interface CreateOptions extends TokenOptions {
  readonly days: number;
  readonly label: string;
  readonly role?: UserRole;
  readonly name?: string;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 3_650) throw new InvalidArgumentError("a whole number of days from 1 to 3650.");
  return days;
}

async function create(options: CreateOptions): Promise<void> {
  await withStore(options.data, async (store) => {
    const scope = { tenantId: options.tenant, userId: options.user };
    const imports = await store.importStore(options.tenant, "headroom");
    const known = await store.db.withTenant(scope, ({ db }) =>
      db
        .selectFrom("app_user")
        .select(["name", "role", "locale"])
        .where("tenant_id", "=", scope.tenantId)
        .where("user_id", "=", scope.userId)
        .executeTakeFirst(),
    );
    const role = options.role ?? known?.role;
    if (role === undefined) {
      throw new CommandError(
        `${scope.userId} is not a user of ${scope.tenantId} yet: say what they may do with --role (${userRoles.join(", ")})`,
      );
    }
    // A record, not only a login: colleagues see each other's names, and accounts can be given to who has one.
    const fields = { role, ...(options.name === undefined ? {} : { name: options.name }) };
    const defaults = {
      name: known?.name ?? scope.userId,
      email: `${scope.userId.replaceAll(":", "-")}@headroom.example`,
      locale: known?.locale ?? "zh-CN",
      timeZone: "Asia/Shanghai",
    };
    await imports.putRecords([{ kind: "user", id: scope.userId, fields, defaults }]);
    const { token, expiresAt } = await createToken(store.db, scope, options.label, options.days, systemClock.now());
    process.stdout.write(`${token}\n`);
    process.stderr.write(`token of ${scope.userId} in ${scope.tenantId}, valid until ${expiresAt.toISOString()}; it is shown only now\n`);
  });
}

async function revoke(options: TokenOptions): Promise<void> {
  await withStore(options.data, async (store) => {
    const count = await revokeTokens(store.db, { tenantId: options.tenant, userId: options.user }, systemClock.now());
    process.stdout.write(`${count} ${count === 1 ? "token" : "tokens"} revoked\n`);
  });
}

export function addTokenCommand(program: Command): void {
  const token = program.command("token").description("Access tokens of users.");
  const target = (command: Command): Command =>
    command
      .option("--data <dir>", "folder of the embedded database (default: .data/headroom; overrides DATABASE_URL)")
      .option("--tenant <id>", "company", parseId, defaultTenant.id)
      .requiredOption("--user <id>", "user", parseId);
  target(token.command("create"))
    .description("Creates a token and prints it; creates the user when --role is given.")
    .addOption(new Option("--role <role>", "what the user may see and do").choices([...userRoles]))
    .option("--name <name>", "name of the user")
    .option("--days <number>", "days until it expires", parseDays, 90)
    .option("--label <text>", "what the token is for", "command line")
    .action(create);
  target(token.command("revoke")).description("Ends every token of a user.").action(revoke);
}
