import { expect, it } from "vitest";
import { draftFaults, draftOf, newSender, type SenderDraft, setupOf, withSecurity } from "./sender-draft.ts";

const mail: SenderDraft = {
  ...newSender("s1", "Ann"),
  name: "Company",
  host: "mail.example.com",
  user: "ann",
  password: "secret",
  fromAddress: "ann@example.com",
};
const robot: SenderDraft = {
  ...newSender("s2", "Ann"),
  way: "feishu",
  name: "Group",
  url: "https://open.feishu.cn/hook/1",
  accountIds: ["acc_1"],
};

it("says what is missing, and nothing of what is not asked for this way", () => {
  expect(draftFaults(newSender("s1", "Ann"))).toEqual({ name: "wrong.empty", host: "wrong.host", fromAddress: "wrong.address" });
  expect(draftFaults({ ...newSender("s1", "Ann"), way: "slack" })).toEqual({
    name: "wrong.empty",
    url: "wrong.url",
    accountIds: "wrong.accounts",
  });
  expect([draftFaults(mail), draftFaults(robot)]).toEqual([{}, {}]);
  expect(draftFaults({ ...mail, port: "70000", security: "none", fromAddress: "Ann <ann@example.com>", password: "" })).toEqual({
    port: "wrong.port",
    security: "wrong.none",
    fromAddress: "wrong.address",
    password: "wrong.empty",
  });
  expect(draftFaults({ ...mail, security: "none", host: "127.0.0.1", port: "2525" })).toEqual({});
  expect(draftFaults({ ...robot, url: "http://open.feishu.cn/hook/1" })).toEqual({ url: "wrong.url" });
});

it("gives the desktop a secret once, and null for one that stays", () => {
  expect(setupOf(mail)).toMatchObject({ way: "smtp", port: 465, password: "secret" });
  expect(setupOf(robot)).toEqual({
    way: "feishu",
    id: "s2",
    name: "Group",
    url: "https://open.feishu.cn/hook/1",
    secret: "",
    accountIds: ["acc_1"],
  });
  const known = draftOf({ id: "s2", way: "feishu", name: "Group", address: "open.feishu.cn", accountIds: ["acc_1"] });
  expect([draftFaults(known), setupOf(known)]).toEqual([
    {},
    { way: "feishu", id: "s2", name: "Group", url: null, secret: null, accountIds: ["acc_1"] },
  ]);
  const server = { host: "mail.example.com", port: 587, security: "starttls", user: "ann", fromName: "Ann" } as const;
  const again = draftOf({ id: "s1", way: "smtp", name: "Company", address: "ann@example.com", accountIds: [], mail: server });
  expect(setupOf(again)).toEqual({ way: "smtp", id: "s1", name: "Company", ...server, password: null, fromAddress: "ann@example.com" });
});

it("brings the usual port with the encryption and leaves one that was typed", () => {
  expect(withSecurity(mail, "starttls").port).toBe("587");
  expect(withSecurity({ ...mail, port: "2525" }, "starttls").port).toBe("2525");
});
