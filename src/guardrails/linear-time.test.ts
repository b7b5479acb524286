import { describe, expect, it } from 'vitest';
import { overrides } from './checks/overrides.ts';
import { lexicalFeatures } from './learned/lexical.ts';
import { toxicExtras } from './learned/toxic-words.ts';
import { units } from './learned/units.ts';
import { openFindPii } from './pii/find-pii.ts';
import weights from './pii/tagger-weights.json' with { type: 'json' };
import { createPseudonyms } from './redact/pseudonyms.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import { openSecret } from './secrets/open-secret.ts';
import { createWordFinder } from './words/aho-corasick.ts';

const SIGNS = 8_000;
const MOST_MS = 50;
/** What patterns with nested repeats choke on: long runs that nearly match, and never end as they should. */
const SEEDS = [
  'a',
  '1',
  ' ',
  '-',
  '.',
  '@',
  '/',
  ':',
  '(',
  '[',
  '{',
  '"',
  "'",
  '\n',
  '\t',
  '王',
  '市',
  'é',
  '😀',
  'A',
  '1 ',
  '1-',
  '1.',
  '(1',
  'a@',
  'a.',
  'a-',
  '@.',
  'x:',
  '0:',
  'a:b',
  '::',
  'GB82',
  'GB82 ',
  '+1',
  '+1 ',
  '0 1',
  'http://',
  'www.',
  'a.com',
];
const EVIL = [
  ...SEEDS.map((seed) => seed.repeat(Math.ceil(SIGNS / seed.length))),
  ...SEEDS.map((seed) => `${seed.repeat(Math.ceil(SIGNS / seed.length))}!`),
  ...[
    'password=',
    'token:',
    'aws ',
    'bearer ',
    'eyJ',
    '-----BEGIN PRIVATE KEY-----',
    'postgres://a:',
    'sk-',
    '忽略',
    '北京市',
    '姓名：王',
    'Mr. ',
    'Anna ',
    'A. B. ',
    '[PERSON_',
    '<|im',
    'jan ',
    '12年1月',
    '路1号',
    '1/1/',
  ].map((seed) => seed.repeat(Math.ceil(SIGNS / seed.length))),
];

const findPii = openFindPii(weights);
const words = createWordFinder(['a'.repeat(200), `${'a'.repeat(100)}b`, 'aa', 'aaa', ...SEEDS]);
const LOOKS: [string, (text: string) => unknown][] = [
  ['pii', findPii],
  ['secrets', findSecrets],
  ['open secrets', openSecret],
  ['words', words],
  ['overrides', overrides],
  ['units', units],
  ['lexical features', lexicalFeatures],
  ['toxic words', toxicExtras],
  ['pseudonyms', (text) => createPseudonyms(text).restore(text)],
];

describe('a text made to be slow', () => {
  it.each(LOOKS)('does not hold up %s: 100 of them, 50 ms each', (_name, look) => {
    expect(EVIL).toHaveLength(100);
    look('Anna Miller, 12 Baker Street');
    const slow = EVIL.flatMap((text) => {
      // The shortest of three: the compiler and the garbage collector work in between.
      const ms = Math.min(...[1, 2, 3].map(() => timed(() => look(text))));
      return ms > MOST_MS ? [`${JSON.stringify(text.slice(0, 20))}: ${ms.toFixed(0)} ms`] : [];
    });
    expect(slow).toEqual([]);
  });
});

/** Milliseconds of this thread on a processor, so that what else the machine does is not counted. */
function timed(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
