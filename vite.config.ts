/** How the web client (src/web) is built: `npm run build`. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { emojiModule } from './scripts/emoji-module.ts';

const FOLDER = fileURLToPath(new URL('dist/web', import.meta.url));

/** Smaller ones fit into one packet as they are. */
const COMPRESSED_FROM_BYTES = 1000;
const COMPRESSED = ['.html', '.js', '.css', '.svg', '.webmanifest'];

/** What the server sends to browsers that take it compressed is compressed once, here. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = FOLDER }) {
    const files = readdirSync(dir, { recursive: true, withFileTypes: true });
    for (const { name, parentPath } of files.filter((one) => one.isFile())) {
      if (!COMPRESSED.includes(extname(name))) continue;
      const path = join(parentPath, name);
      const body = readFileSync(path);
      if (body.length < COMPRESSED_FROM_BYTES) continue;
      writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(body));
    }
  },
};

const SERVICE_WORKER = 'service-worker';

/** Tells the service worker what there is to keep: the page, and all that is named by its content. */
const shell: Plugin = {
  name: 'shell',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const worker = bundle[`${SERVICE_WORKER}.js`];
    const page = bundle['index.html'];
    if (worker?.type !== 'chunk' || page?.type !== 'asset') return this.error('a part is missing');
    // It is loaded as a script, which imports nothing.
    if (worker.imports.length > 0) this.error('the service worker shares code with the page');
    const assets = Object.keys(bundle).filter((file) => file.startsWith('assets/'));
    // The page names what it loads first, and that what it loads later: it is different when any of them is.
    const hash = createHash('sha256').update(page.source).update(assets.join());
    const build = JSON.stringify({ version: hash.digest('hex').slice(0, 16), assets });
    worker.code = worker.code.replaceAll('SHELL_BUILD', () => build);
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  // Below whatever path a proxy has it.
  base: './',
  plugins: [emojiModule, shell, compressed],
  build: {
    outDir: FOLDER,
    emptyOutDir: true,
    // The page's policy lets nothing be loaded from its own text.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: fileURLToPath(new URL('src/web/index.html', import.meta.url)),
        [SERVICE_WORKER]: fileURLToPath(new URL('src/web/service-worker.ts', import.meta.url)),
      },
      output: {
        // A service worker has one address for good.
        entryFileNames: ({ name }) =>
          name === SERVICE_WORKER ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
});
