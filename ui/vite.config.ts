import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [preact()],
  // The server forbids inline assets of unknown kind, and hashes make far-future caching safe.
  build: { outDir: "dist", assetsInlineLimit: 0, sourcemap: false, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
  test: { include: ["tests/unit/**/*.test.ts"] },
});
