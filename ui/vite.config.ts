import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

/** The server of a running `annals serve`, for development. */
const API = globalThis.process?.env.ANNALS_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [preact()],
  // The server forbids inline assets of unknown kind, and hashes make far-future caching safe.
  build: { outDir: "dist", assetsInlineLimit: 0, sourcemap: false, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": { target: API, changeOrigin: true } } },
  preview: { proxy: { "/api": { target: API, changeOrigin: true } } },
  test: { include: ["tests/unit/**/*.test.ts"] },
});
