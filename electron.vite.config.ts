import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";

const root = import.meta.dirname;
const out = (folder: string): string => resolve(root, "out", folder);

/** Fonts of what every screen shows: a font that comes later has everything laid out again. */
const firstFonts = /inter-(latin|greek)-wght-normal/;

/** Has the window load the console's own code and fonts with its page, and not only when the small script that starts everything runs. */
const preloadConsole: Plugin = {
  name: "preload-console",
  transformIndexHtml: {
    order: "post",
    handler: (html, { bundle }) => {
      const files = Object.values(bundle ?? {});
      const chunks = files.filter((file) => file.type === "chunk");
      const wanted = new Set(chunks.filter((chunk) => chunk.facadeModuleId?.endsWith("app/console.tsx")).map((chunk) => chunk.fileName));
      for (const name of wanted) for (const next of chunks.find((chunk) => chunk.fileName === name)?.imports ?? []) wanted.add(next);
      const scripts = [...wanted].filter((name) => !html.includes(name)).map((href) => ({ rel: "modulepreload", href }));
      const fonts = files
        .filter((file) => firstFonts.test(file.fileName))
        .map(({ fileName }) => ({ rel: "preload", as: "font", type: "font/woff2", href: fileName }));
      return [...scripts, ...fonts].map(({ href, ...attrs }) => ({
        tag: "link",
        attrs: { ...attrs, crossorigin: true, href: `./${href}` },
        injectTo: "head",
      }));
    },
  },
};

/**
 * Three builds in one: the desktop and its embedded backend (ES modules on Electron's Node), the preload (CommonJS, as a sandboxed
 * preload must be) and the window. Nothing is inlined as data or eval: the window's content security policy would refuse it.
 */
export default defineConfig({
  main: {
    build: {
      outDir: out("main"),
      target: "node24",
      sourcemap: "hidden",
      rollupOptions: {
        input: { index: resolve(root, "electron/main/index.ts"), backend: resolve(root, "backend/server/embedded.ts") },
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: out("preload"),
      // The plugin insists on a Node target; what it means here is the newest syntax.
      target: "node24",
      sourcemap: "hidden",
      // A sandboxed preload can require nothing but electron: everything else is bundled.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(root, "electron/preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: resolve(root, "renderer"),
    base: "./",
    plugins: [react(), preloadConsole],
    resolve: { alias: { "temporal-polyfill": resolve(root, "renderer/data/native-temporal.ts") } },
    worker: { format: "es" },
    css: { modules: { localsConvention: "camelCaseOnly" } },
    build: {
      outDir: out("renderer"),
      emptyOutDir: true,
      target: "chrome156",
      minify: true,
      sourcemap: "hidden",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Forty kilobytes in all: one request costs less than the two dozen that the first screen would make.
      cssCodeSplit: false,
      rollupOptions: {
        input: { index: resolve(root, "renderer/index.html") },
        // Told not to make code from text in the very chunk that it is in: before any schema, whichever chunk that is in.
        // Few files instead of many: the first screen waits for each. Charts and screens stay by themselves, loaded when they are opened.
        output: {
          codeSplitting: {
            groups: [
              // What the first script needs itself; everything else is loaded beside it.
              { name: "start", tags: ["$initial"] },
              { name: "zod", test: /node_modules[\\/]zod[\\/]|zod-without-eval/ },
              { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|react-i18next|i18next|clsx)[\\/]/ },
              { name: "ui", test: /renderer[\\/]ui[\\/](?!chart[\\/])/ },
            ],
          },
        },
      },
    },
  },
});
