type Tree = { readonly [key: string]: unknown };

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(tree: unknown, ...path: readonly string[]): Tree {
  let here: unknown = tree;
  for (const step of path) here = isTree(here) ? here[step] : undefined;
  if (!isTree(here)) throw new Error(`tokens: nothing at ${path.join(".")}`);
  return here;
}

function colours(theme: Tree): string[] {
  const lines: string[] = [];
  for (const [name, value] of Object.entries(at(theme, "neutral"))) lines.push(`--${kebab(name)}: ${String(value)};`);
  for (const [name, value] of Object.entries(at(theme, "accent"))) lines.push(`--accent-${kebab(name)}: ${String(value)};`);
  for (const [state, value] of Object.entries(at(theme, "state"))) {
    for (const part of ["fg", "fill", "soft"]) {
      const colour = at({ value }, "value")[part];
      lines.push(`--state-${state}-${part}: ${colour === "none" ? "transparent" : String(colour)};`);
    }
  }
  for (const [priority, value] of Object.entries(at(theme, "priority"))) {
    for (const part of ["bg", "fg", "outline"]) {
      const colour = at({ value }, "value")[part];
      lines.push(`--${priority.toLowerCase()}-${part}: ${typeof colour !== "string" || colour === "none" ? "transparent" : colour};`);
    }
  }
  for (const [name, value] of Object.entries(at(theme, "chart"))) {
    if (name === "heatThresholdsPercent") continue;
    if (Array.isArray(value)) {
      const first = name === "series" ? 1 : 0;
      value.forEach((colour, index) => lines.push(`--chart-${kebab(name)}-${index + first}: ${String(colour)};`));
    } else {
      lines.push(`--chart-${kebab(name)}: ${String(value)};`);
    }
  }
  return lines;
}

function pixels(prefix: string, tree: Tree): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    if (typeof value === "number") return [`--${prefix}-${kebab(name)}: ${value}px;`];
    return isTree(value) ? pixels(`${prefix}-${kebab(name)}`, value) : [];
  });
}

function typeScale(tokens: Tree, language: "en" | "zh"): string[] {
  return Object.entries(at(tokens, "type", "scale")).map(([name, value]) => {
    const px = at({ value }, "value")["px"];
    return `--font-${name}: ${String(isTree(px) ? px[language] : px)}px;`;
  });
}

/**
 * The stylesheet of the design tokens: colours by `data-theme` on the root, type by `lang`, everything else once. Pure: a test holds
 * the stylesheet in the window equal to this.
 */
export function tokensCss(tokens: Tree): string {
  const strong = at(tokens, "type", "weight", "strong");
  const family = at(tokens, "type", "family");
  const families = (name: string, first: readonly string[]): string =>
    [...first, ...(family[name] as readonly string[])].map((face) => (/\s/.test(face) ? `"${face}"` : face)).join(", ");
  const root = [
    ...pixels("size", at(tokens, "size")),
    ...pixels("radius", at(tokens, "radius")),
    ...(tokens["space"] as readonly number[]).map((px) => `--space-${px}: ${px}px;`),
    ...Object.entries(at(tokens, "shadow")).map(([name, value]) => `--shadow-${name}: ${String(value)};`),
    ...Object.entries(at(tokens, "type", "scale")).map(([name, value]) => `--line-${name}: ${String(at({ value }, "value")["line"])}px;`),
    ...pixels("stroke", at(tokens, "line")),
    `--weight-regular: ${String(at(tokens, "type", "weight")["regular"])};`,
    `--weight-medium: ${String(at(tokens, "type", "weight")["medium"])};`,
    `--font-family-ui: ${families("ui", ["Han Punctuation", "Inter Variable"])};`,
    `--font-family-mono: ${families("mono", [])};`,
  ];
  const block = (selector: string, lines: readonly string[]): string => `${selector} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
  return [
    "/* Made from shared/design/tokens.json by tokens-css.ts; its test writes this file: npx vitest run shared/design -u */\n",
    block(":root", root),
    block(':root, :root[lang="en"]', [...typeScale(tokens, "en"), `--weight-strong: ${String(strong["en"])};`]),
    block(':root[lang="zh-CN"]', [...typeScale(tokens, "zh"), `--weight-strong: ${String(strong["zh"])};`]),
    block(':root, :root[data-theme="light"]', ["color-scheme: light;", ...colours(at(tokens, "color", "light"))]),
    block(':root[data-theme="dark"]', ["color-scheme: dark;", ...colours(at(tokens, "color", "dark"))]),
  ].join("\n");
}
