import fc from "fast-check";
import { expect, it } from "vitest";
import { guardedAddress } from "../sending/post-guarded.ts";
import { isLoopbackHost, isPublicAddress } from "./public-address.ts";

/** One of each registry, at both ends of its range. */
const notPublic = [
  "0.0.0.0",
  "0.255.255.255",
  "10.0.0.0",
  "10.255.255.255",
  "100.64.0.0",
  "100.127.255.255",
  "127.0.0.1",
  "127.255.255.255",
  "169.254.169.254",
  "172.16.0.0",
  "172.31.255.255",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.0.0",
  "192.168.255.255",
  "198.18.0.0",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.0",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "100::1",
  "fc00::1",
  "fdff::1",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::1",
  "3fff::1",
  "2606:4700::1%eth0",
  "",
  "localhost",
  "8.8.8",
  "0x8.8.8.8",
  "134744072",
];
const open = [
  "1.1.1.1",
  "8.8.8.8",
  "9.255.255.255",
  "11.0.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2400:3200::1",
];

it("tells addresses of the public Internet from all others", () => {
  expect(notPublic.filter(isPublicAddress)).toEqual([]);
  expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
  expect(["localhost", "LOCALHOST", "127.0.0.9", "::1", "[::1]"].every(isLoopbackHost)).toBe(true);
  expect(["localhost.example.com", "10.0.0.1", "128.0.0.1", "::2", "example.com"].some(isLoopbackHost)).toBe(false);
});

/** An IPv4 address in the spellings that a URL takes for it: whole, octal, hexadecimal, fewer parts, as IPv6, with full-width digits. */
const spellings = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(6)).map(([a, b, c, d, how]) => {
  const plain = `${a}.${b}.${c}.${d}`;
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const spelt = [
    plain,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${a.toString(8)}.${b}.${c}.0x${d.toString(16)}`,
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${plain}]`,
    plain.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  ][how]!;
  return { plain, spelt };
});

it("lets no spelling of an address past that the address itself would not pass", async () => {
  const resolve = async () => Promise.reject(new Error("nobody is asked about an address"));
  await fc.assert(
    fc.asyncProperty(spellings, fc.constantFrom("", ":8443", "."), async ({ plain, spelt }, tail) => {
      const guarded = await guardedAddress(`https://${spelt}${spelt.startsWith("[") && tail === "." ? "" : tail}/hook`, {
        resolve,
        allowLoopback: false,
      });
      if (!isPublicAddress(plain)) return !guarded.ok;
      return guarded.ok ? guarded.value.at.address === plain : spelt.startsWith("[");
    }),
    { numRuns: 2000, seed: 1 },
  );
});

it("refuses a name of which one address is not public, and everything but https", async () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    "good.example.com": ["1.1.1.1", "2606:4700::1111"],
    "rebinding.example.com": ["1.1.1.1", "169.254.169.254"],
    "inside.example.com": ["10.1.2.3"],
    "six.example.com": ["fd00::1"],
    "empty.example.com": [],
  };
  const resolve = async (host: string) => (names[host] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const at = async (url: string) => {
    const guarded = await guardedAddress(url, { resolve, allowLoopback: false });
    return guarded.ok ? guarded.value.at.address : guarded.error.code;
  };
  expect(await at("https://good.example.com/hook")).toBe("1.1.1.1");
  for (const name of ["rebinding", "inside", "six"])
    expect([name, await at(`https://${name}.example.com/`)]).toEqual([name, "private-address"]);
  expect(await at("https://empty.example.com/")).toBe("unresolved");
  const refused = [
    "http://good.example.com/",
    "https://user@good.example.com/",
    "file:///etc/passwd",
    "gopher://good.example.com/",
    "https://",
    "x",
    "http://127.0.0.1/",
  ];
  for (const url of refused) expect([url, await at(url)]).toEqual([url, "private-address"]);
});

it("never throws on an address that is none", async () => {
  const resolve = async () => [{ address: "10.0.0.1", family: 4 }];
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `https://${text}`),
      ),
      async (text) => {
        const guarded = await guardedAddress(text, { resolve, allowLoopback: false });
        // Every name leads inside here, so only a public address itself may pass.
        return !guarded.ok || isPublicAddress(guarded.value.at.address);
      },
    ),
    { numRuns: 2000, seed: 2 },
  );
});
