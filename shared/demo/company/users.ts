import type { User } from "../../domain/user/user.ts";
import { dice } from "../dice.ts";
import type { DemoSize } from "../size.ts";
import { personName } from "./people-names.ts";

/** The person whose laptop the demonstration shows: owner of the first sixty accounts. */
export const demoUserId = "usr_lin_ruoxi";

interface Team {
  readonly lead: User;
  /** Owners of accounts after the demo user, in the order in which books are given out. */
  readonly csms: readonly User[];
  readonly support: readonly User[];
  readonly all: readonly User[];
}

const csmsBesideDemoUser: Readonly<Record<DemoSize, number>> = { desk: 3, team: 5, region: 34 };

/** Everybody who uses Headroom in the demonstration company. At `desk` the demo user is a CSM, above it the lead of the team. */
export function demoTeam(size: DemoSize, seed: number): Team {
  const die = dice(seed, "users");
  const demoUser: User = user(demoUserId, "林若溪", "lin.ruoxi", size === "desk" ? "csm" : "lead", "zh-CN", "Asia/Shanghai");
  const boss: User = user("usr_gao_yuan", "高远", "gao.yuan", size === "desk" ? "lead" : "admin", "zh-CN", "Asia/Shanghai");
  const csms: User[] = [
    user("usr_zhou_ning", "周宁", "zhou.ning", "csm", "zh-CN", "Asia/Shanghai"),
    user("usr_maria_souza", "Maria Souza", "maria.souza", "csm", "en", "America/Sao_Paulo"),
    user("usr_arjun_rao", "Arjun Rao", "arjun.rao", "csm", "en", "Asia/Kolkata"),
  ];
  const names = new Set(csms.map((one) => one.name));
  while (csms.length < csmsBesideDemoUser[size]) {
    const market = die.pick(["cn", "cn", "sg", "br", "us", "th"] as const);
    const { name, mailbox } = personName(market, die);
    if (names.has(name)) continue;
    names.add(name);
    const number = String(csms.length + 1).padStart(2, "0");
    const zones = {
      cn: "Asia/Shanghai",
      sg: "Asia/Singapore",
      br: "America/Sao_Paulo",
      us: "America/New_York",
      th: "Asia/Bangkok",
    } as const;
    csms.push(user(`usr_csm_${number}`, name, mailbox, "csm", market === "cn" ? "zh-CN" : "en", zones[market]));
  }
  const support = [
    user("usr_he_jing", "何静", "he.jing", "support", "zh-CN", "Asia/Shanghai"),
    user("usr_tang_yue", "唐越", "tang.yue", "support", "zh-CN", "Asia/Shanghai"),
    user("usr_ben_carter", "Ben Carter", "ben.carter", "support", "en", "Asia/Singapore"),
    user("usr_aisha_khan", "Aisha Khan", "aisha.khan", "support", "en", "Asia/Dubai"),
  ];
  return { lead: boss, csms, support, all: [demoUser, boss, ...csms, ...support] };
}

function user(id: string, name: string, mailbox: string, role: User["role"], locale: string, timeZone: string): User {
  return { id, name, email: `${mailbox}@headroom.example`, role, locale, timeZone };
}
