import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const STUDIO = fileURLToPath(new URL('./studio', import.meta.url));
const SERVER = process.env.SEVENFOLD_URL ?? 'http://localhost:7117';

/**
 * What every visit needs, in one file: left to itself the bundler makes one of each small module that two screens share,
 * and the first page asks for fifty.
 */
const FIRST = { name: 'start', tags: ['$initial' as const] };

/** The server sends these copies to browsers that take Brotli. */
function brotliCopies(): Plugin {
  const compress = promisify(brotliCompress);
  return {
    name: 'brotli-copies',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(html|js|css|svg)$/.test(name));
      await Promise.all(
        texts.map(async (name) =>
          writeFile(join(dir, `${name}.br`), await compress(await readFile(join(dir, name)))),
        ),
      );
    },
  };
}

/**
 * Sets the colour theme before the first paint. A module would run too late and the page would flash; the policy allows
 * no inline script, so it is a classic script of its own.
 */
function themeFirst(): Plugin {
  const source = () => readFileSync(join(STUDIO, 'src/shell/theme-first.js'), 'utf8');
  let reference = '';
  return {
    name: 'theme-first',
    buildStart() {
      if (this.environment.mode === 'build')
        reference = this.emitFile({ type: 'asset', name: 'theme.js', source: source() });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        if (!bundle) return [{ tag: 'script', children: source(), injectTo: 'head-prepend' }];
        const file = Object.values(bundle).find(
          (one) => one.type === 'asset' && one.names.includes('theme.js'),
        );
        return [
          { tag: 'script', attrs: { src: `/${file?.fileName ?? reference}` }, injectTo: 'head-prepend' },
        ];
      },
    },
  };
}

export default defineConfig({
  root: STUDIO,
  plugins: [react(), tailwind(), themeFirst(), brotliCopies()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The policy allows fonts and scripts from files only, not from data: URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups: [FIRST] } } },
  },
  server: { port: 7180, proxy: { '/api': SERVER, '/v1': SERVER } },
});
