import { test } from "./driver/console-test.ts";
import { ShellPage } from "./pages/shell-page.ts";

test("look", async ({ launch }) => {
  const { page } = await launch({ args: ["--demo", "--lang", "zh-CN", "--theme", "dark", "--route", "/incidents"] });
  const shell = new ShellPage(page, "zh-CN");
  await shell.settled();
  await page.setViewportSize({ width: 1280, height: 800 });
  await shell.openPalette();
  await page.screenshot({ path: "/tmp/h/console/look/palette-zh.png" });
  await page.keyboard.press("Escape");
  await page.pdf({ path: "/tmp/h/console/look/incidents.pdf", preferCSSPageSize: true, printBackground: true }).catch((e: unknown) => console.log(String(e)));
  for (const [route, name] of [["/accounts", "accounts"], ["/peaks", "peaks"], ["/notices", "notices"], ["/outreach", "outreach"], ["/knowledge", "knowledge"], ["/today", "today"]] as const) {
    await shell.go(route);
    await page.screenshot({ path: `/tmp/h/console/look/${name}.png` });
    if (name === "accounts" || name === "today") await page.pdf({ path: `/tmp/h/console/look/${name}.pdf`, preferCSSPageSize: true, printBackground: true });
  }
  await shell.go("/accounts");
  await page.keyboard.press("Enter");
  await shell.ready();
  await page.pdf({ path: "/tmp/h/console/look/account.pdf", preferCSSPageSize: true, printBackground: true });
  await shell.go("/settings");
  await page.getByRole("checkbox", { name: "免打扰时段" }).check({ force: true });
  await page.screenshot({ path: "/tmp/h/console/look/settings.png", fullPage: true });
});
