import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommandLine, parseCommandLine } from "./command-line.ts";

const nothing: CommandLine = {
  userData: null,
  connection: null,
  backend: true,
  demoSize: "desk",
  route: null,
  language: null,
  theme: null,
  shot: null,
  size: null,
  deepLink: null,
  pack: null,
};

function parse(args: readonly string[], env: Record<string, string> = {}): CommandLine | string {
  const result = parseCommandLine(args, "/home/ann", env);
  return result.ok ? result.value : result.error.message;
}

describe("the command line", () => {
  it("asks for nothing without flags", () => {
    expect(parse([])).toEqual(nothing);
  });

  it("takes a folder of the user's own data, relative to where the command was typed", () => {
    expect(parse(["--data", ".data/real", "--user-data=profile"])).toEqual({
      ...nothing,
      userData: "/home/ann/profile",
      connection: { mode: "embedded", dataDir: "/home/ann/.data/real" },
    });
  });

  it("takes a company's backend with a token from the environment, never from an argument", () => {
    expect(parse(["--server", "https://hq.example.com/x"], { HEADROOM_TOKEN: "secret" })).toEqual({
      ...nothing,
      connection: { mode: "remote", url: "https://hq.example.com", token: "secret" },
    });
    expect(parse(["--server", "https://hq.example.com"])).toBe("--server needs an access token in the environment variable HEADROOM_TOKEN");
  });

  it("shows the demonstration company in a picture that names no other data", () => {
    expect(parse(["--shot", "a.png", "--route", "/accounts", "--lang", "zh-CN", "--theme", "dark", "--demo-size", "team"])).toEqual({
      ...nothing,
      connection: { mode: "demo" },
      demoSize: "team",
      route: "/accounts",
      language: "zh-CN",
      theme: "dark",
      shot: "/home/ann/a.png",
      size: { width: 1440, height: 900 },
    });
    expect(parse(["--shot", "a.png", "--data", "d", "--size", "800x600"])).toEqual({
      ...nothing,
      connection: { mode: "embedded", dataDir: "/home/ann/d" },
      shot: "/home/ann/a.png",
      size: { width: 800, height: 600 },
    });
  });

  it("keeps a deep link and leaves Chromium its own switches", () => {
    expect(parse(["--no-sandbox", "--enable-features=A,B", "headroom://account/acc_1", "--no-backend"])).toEqual({
      ...nothing,
      backend: false,
      deepLink: "headroom://account/acc_1",
    });
  });

  it("takes a site pack by its option, or by its ending as a file manager names it, and nothing else", () => {
    expect(parse(["--pack", "visit.headroom-pack"])).toEqual({ ...nothing, pack: "/home/ann/visit.headroom-pack" });
    expect(parse(["/media/usb/Acme visit.HEADROOM-PACK"])).toEqual({ ...nothing, pack: "/media/usb/Acme visit.HEADROOM-PACK" });
    expect(parse(["visit.zip"])).toBe('unexpected argument "visit.zip"');
  });

  it.each([
    [["--sise", "800x600"], /^unknown option --sise; the options are --data/],
    [["--data"], /^--data needs a value$/],
    [["--data", "a", "--demo"], /^choose one of --data, --server and --demo$/],
    [["--server", "ftp://x"], /^--server must be an https address/],
    [["--server", "ftp://localhost"], /^--server must be an https address/],
    [["--server", "http://headroom.example.com"], /^--server must be an https address/],
    [["--server", "http://localhost.example.com"], /^--server must be an https address/],
    [["--server", "https://ann:pw@x"], /^--server must be an https address without a user name/],
    [["--demo-size", "huge"], /^--demo-size must be one of desk, team, region$/],
    [["--lang", "fr"], /^--lang must be zh-CN or en$/],
    [["--theme", "blue"], /^--theme must be light or dark$/],
    [["--route", "accounts"], /^--route must start with \//],
    [["--route", "/a?<script>"], /^--route must start with \//],
    [["--size", "8x6"], /^--size must be WIDTHxHEIGHT/],
    [["stray"], /^unexpected argument "stray"$/],
  ])("refuses %j in one line", (args, message) => {
    const result = parse(args, { HEADROOM_TOKEN: "secret" });
    expect(result).toMatch(message);
    expect(result).not.toContain("\n");
  });

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("--data", "--server", "--shot", "--size", "--demo", "--", "-x"))),
        (args) => {
          parseCommandLine(args, "/", {});
        },
      ),
      { numRuns: 1000 },
    );
  });
});
