import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const root = import.meta.dirname;
const out = (folder: string): string => resolve(root, "out", folder);

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
    plugins: [react()],
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
