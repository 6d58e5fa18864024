import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readFileSync, readdirSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const OUT = "../src/siaga/server/static/build";

/** Writes .br and .gz beside every text file, so that the server sends them without work. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    closeBundle() {
      const folder = join(OUT, "assets");
      for (const name of readdirSync(folder)) {
        if (!/\.(js|mjs|css|svg|json)$/.test(name)) continue;
        const path = join(folder, name);
        const text = readFileSync(path);
        if (text.length < 800) continue;
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
      }
    },
  };
}

/** Files of earlier builds stay for a day: a server that runs goes on serving the ones it started with. */
function pruned(): Plugin {
  return {
    name: "pruned",
    apply: "build",
    closeBundle() {
      const folder = join(OUT, "assets");
      const manifest = readFileSync(join(OUT, "manifest.json"), "utf8");
      const yesterday = Date.now() - 86_400_000;
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        const used = manifest.includes(`assets/${name.replace(/\.(gz|br)$/, "")}`);
        if (!used && statSync(path).mtimeMs < yesterday) unlinkSync(path);
      }
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [compressed(), pruned()],
  build: {
    outDir: OUT,
    emptyOutDir: false,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // no data: addresses for scripts and workers; the policy forbids them
    modulePreload: { polyfill: false },
    target: ["es2022", "chrome105", "firefox110", "safari16"],
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: { app: "src/app.ts", map: "src/map/index.ts" } },
  },
  test: { include: ["tests/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
