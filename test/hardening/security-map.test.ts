import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** Classes of defects that systems like this one had. The page says of each what tests it, or that it comes later. */
const CLASSES = [
  'code execution',
  'starting of MCP servers',
  'escape from expressions',
  'content-type confusion',
  'server-side request forgery',
  'key theft by destination',
  'SQL and template injection',
  'stored XSS',
  "access to others' objects (IDOR)",
  'exfiltration by injection',
  'key leakage',
  'parallel sign-in paths',
  'path traversal',
  'bombs',
  'CSRF, CORS, rebinding',
  'open by default',
  'forged tokens (JWT)',
  'patterns without end (ReDoS)',
  'crash by input',
  'replay of webhooks',
  'supply chain',
];

/** Rows of the table under a heading, without its head. */
function rowsUnder(heading: string): string[][] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const tested = rowsUnder('Tested').map(([name = '', file = '', tests = '']) => ({
  ...{ name, file: file.replaceAll('`', '') },
  tests: tests.split(' · '),
}));
const later = rowsUnder('Later').map(([name = '', why = '']) => ({ name, why }));

/** The names of the tests of a file, as they are written. */
function testsIn(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const named = source.matchAll(
    /\b(?:it|test)(?:\.(?:each|skipIf)\([^)]*\))?\(\s*(['"`])((?:\\.|(?!\1).)+)\1/gs,
  );
  return [...named].map(([, , name = '']) => name.replaceAll(/\\(.)/g, '$1'));
}

describe('docs/security.md', () => {
  it('says of every class what tests it, or that it comes later', () => {
    const named = [...tested, ...later].map(({ name }) => name);
    expect(CLASSES.filter((name) => !named.includes(name))).toEqual([]);
    expect(later.filter(({ why }) => why.length < 20)).toEqual([]);
  });

  it.each(tested)('names tests of "$name" that exist', ({ file, tests }) => {
    expect(existsSync(join(ROOT, file)), file).toBe(true);
    const known = testsIn(file);
    expect(tests.filter((test) => !known.includes(test))).toEqual([]);
    expect(tests.length).toBeGreaterThan(0);
  });

  it('leaves out no file of these tests', () => {
    const files = readdirSync(join(ROOT, 'test/hardening')).filter((name) => name.endsWith('.test.ts'));
    const named = new Set(tested.map(({ file }) => file));
    const missing = files
      .map((name) => `test/hardening/${name}`)
      .filter((file) => !named.has(file) && !file.endsWith('security-map.test.ts'));
    expect(missing).toEqual([]);
  });
});
