import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// One classic script and one style sheet, put inline by dateline.web.document.
export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  build: {
    target: "es2022",
    outDir: fileURLToPath(new URL("../src/dateline/web/assets", import.meta.url)),
    emptyOutDir: false, // borders.json.xz lies there too
    minify: "esbuild",
    cssMinify: "esbuild",
    reportCompressedSize: false,
    lib: {
      entry: fileURLToPath(new URL("src/main.ts", import.meta.url)),
      formats: ["iife"],
      name: "datelinePage",
      fileName: () => "page.js",
      cssFileName: "page",
    },
  },
});
