import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorCatalogue } from '../src/kernel/index.ts';
import { REASONS } from '../src/knowledge/parsing/blocks.ts';
import { en } from '../studio/src/i18n/en.ts';
import type { Catalogue } from '../studio/src/i18n/message.ts';
import { zh } from '../studio/src/i18n/zh.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const LANGUAGES: [string, Catalogue][] = [
  ['English', en],
  ['Chinese', zh],
];

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
}

beforeAll(async () => {
  // Defining is a side effect of loading a room's errors.
  for (const path of sources().filter((file) => /errors\.ts$/.test(file))) await import(join(SRC, path));
});

/** What a failure tells beside its code, found by looking at what its own message uses. */
function paramsOf(message: (params: never) => string): Set<string> {
  const used = new Set<string>();
  const params = new Proxy({}, { get: (_target, name) => used.add(String(name)) && 'x' });
  message(params as never);
  return used;
}

describe.each(LANGUAGES)('what the studio says in %s', (_name, catalogue) => {
  it('covers every error of the server, and none that the server does not have', () => {
    const wire = [...errorCatalogue()].flatMap(([code, { openaiCode }]) => [code, openaiCode ?? code]);
    const said = Object.keys(catalogue.errors).filter((code) => !code.startsWith('studio.'));
    expect(said.sort()).toEqual([...new Set(wire)].sort());
  });

  it('uses only what comes with the error', () => {
    for (const [code, spec] of errorCatalogue()) {
      const known = paramsOf(spec.message);
      const { what = '', todo = '' } = catalogue.errors[code] ?? {};
      const unknown = [...`${what} ${todo}`.matchAll(/\{(\w+)\}/g)].filter(
        ([, name = '']) => !known.has(name),
      );
      expect(unknown, code).toEqual([]);
    }
  });

  it('covers every reason for which a file cannot be read', () => {
    expect(Object.keys(catalogue.reasons).sort()).toEqual(Object.keys(REASONS).sort());
  });
});

it('has in Chinese the names that the server puts into its errors', () => {
  const text = sources()
    .map((path) => readFileSync(join(SRC, path), 'utf8'))
    .join('\n');
  const names = [...text.matchAll(/\b(?:not_found|conflict)\(\s*\{\s*what: '([^']+)'/g)].map(
    ([, name = '']) => name,
  );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !zh.fragments[name])).toEqual([]);
});
