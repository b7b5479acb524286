import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../studio/src/rooms/governance/action-names.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
/** How a source names an act: `audited: 'key.create'` of a route, `action: 'release.serve'` of an entry. */
const NAMED = /\b(?:audited|action): '([a-z_]+\.[a-z_]+)'/g;
/** Named from variables. */
const MADE = [
  ...['assistant', 'collection', 'dataset', 'eval', 'training'].map((kind) => `${kind}.apply`),
  ...['collection', 'document'].map((kind) => `${kind}.classify`),
  'guardrail_policy.add',
  'guardrail_policy.change',
  'release.serve',
  'release.override',
];

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
);
const named = sources.flatMap((path) =>
  [...readFileSync(join(SRC, path), 'utf8').matchAll(NAMED)].map(([, action]) => action ?? ''),
);

describe('the acts of the audit log', () => {
  it('all have words on the screen', () => {
    expect(named.length).toBeGreaterThan(60);
    const known = new Set<string>(ACTIONS);
    expect([...named, ...MADE].filter((action) => !known.has(action))).toEqual([]);
  });

  it('and no words are there for acts that nothing records', () => {
    const recorded = new Set([...named, ...MADE]);
    expect(ACTIONS.filter((action) => !recorded.has(action))).toEqual([]);
    expect(new Set(ACTIONS).size).toBe(ACTIONS.length);
  });
});
