import { describe, expect, it } from 'vitest';
import { AssistantDefinition } from '../../../../src/apps/contract.ts';
import { slugFrom } from '../../parts/slug.ts';
import { emptyDefinition } from '../assistants/definition.ts';
import { checkDefinition } from './check-definition.ts';

const good = { kind: 'assistant', slug: 'handbook', name: 'Handbook' };

/** What somebody may write; the server's schema says which of it holds. */
const CASES: unknown[] = [
  good,
  {},
  null,
  { ...good, kind: 'flow' },
  { ...good, slug: 'Handbook' },
  { ...good, slug: '' },
  { ...good, slug: `a${'b'.repeat(63)}` },
  { ...good, name: '  ' },
  { ...good, name: 'x'.repeat(121) },
  { ...good, description: 'x'.repeat(501) },
  { ...good, description: 7 },
  { ...good, model: '' },
  { ...good, instructions: 'x'.repeat(20_001) },
  { ...good, knowledge: 'handbook' },
  { ...good, knowledge: ['a', ''] },
  { ...good, knowledge: Array.from({ length: 21 }, (_, i) => `c${i}`) },
  { ...good, starters: Array.from({ length: 7 }, (_, i) => `q${i}`) },
  { ...good, starters: ['x'.repeat(301)] },
  { ...good, citations: 'sometimes' },
  { ...good, citations: null },
  { ...good, retrieval: 'vectors' },
  { ...good, retrieval: 'magic' },
  { ...good, limits: null },
  { ...good, limits: [] },
  { ...good, description: null },
  { ...good, knowledge: null },
  { ...good, limits: { passages: null } },
  { ...good, citations: 'off', limits: { passages: 20 } },
  { ...good, limits: { passages: 21 } },
  { ...good, limits: { passages: 1.5 } },
  { ...good, limits: { answerTokens: 'many' } },
  { ...good, limits: { tokens: 5 } },
  { ...good, temperature: 1 },
];

describe('checking a definition in the browser', () => {
  it.each(CASES.map((value) => [JSON.stringify(value)?.slice(0, 70), value]))(
    'agrees with the server about %s',
    (_name, value) => {
      const { definition, problems } = checkDefinition(value);
      const parsed = AssistantDefinition.safeParse(value);
      expect(problems.length === 0).toBe(parsed.success);
      if (parsed.success) expect(definition).toEqual(parsed.data);
    },
  );

  it('begins with the defaults of the contract', () => {
    expect(AssistantDefinition.parse(good)).toEqual({
      ...emptyDefinition(),
      slug: 'handbook',
      name: 'Handbook',
    });
  });

  it.each([
    ['Staff handbook', 'staff-handbook'],
    ['  Ölwechsel & Co. ', 'o-lwechsel-co'],
    ['员工手册', ''],
  ])('makes a slug of %s', (name, slug) => expect(slugFrom(name)).toBe(slug));
});
