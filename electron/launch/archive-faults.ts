/** Without these it does not start. */
const needed = [
  "/out/main/index.js",
  "/out/main/backend.js",
  "/out/preload/index.cjs",
  "/out/renderer/index.html",
  "/package.json",
  "/node_modules/@electric-sql/pglite/dist/pglite.wasm",
  // Kept beside the bundle: the desktop sends mail with it.
  "/node_modules/nodemailer/package.json",
];

/** What has no place on another person's machine: sources, maps, tests, keys, settings of a developer. */
const strange = [
  /^\/(?!out\/|node_modules\/|package\.json$)[^/]+\//,
  /\.(?:map|tsx?|mts|cts|pem|key|p12|env)$/,
  /\/(?:\.env[^/]*|\.npmrc|\.git)$/,
  /\.(?:test|spec)\.[cm]?js$/,
  // Libraries of the window are in out/renderer: a second copy is of no use.
  /^\/node_modules\/(?:react|react-dom|dexie|@mantine|@tiptap|recharts|electron|vite|vitest|typescript|@playwright|playwright|docx)\//,
];
const mostBytes = 70 * 1024 * 1024;

export interface PackedFile {
  /** From the archive's root, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
}

/** What is wrong with the contents of an app.asar, one line each; empty = nothing. */
export function archiveFaults(files: readonly PackedFile[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  const faults = needed.filter((path) => !paths.has(path)).map((path) => `the archive lacks ${path}`);
  for (const { path } of files) if (strange.some((pattern) => pattern.test(path))) faults.push(`the archive holds ${path}`);
  const databases = files.filter(({ path }) => path.endsWith("/pglite.wasm"));
  if (databases.length > 1) faults.push(`the archive holds the embedded database ${databases.length} times`);
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (bytes > mostBytes) faults.push(`the archive has ${bytes} bytes, more than ${mostBytes}`);
  return faults;
}
