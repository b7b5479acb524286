import { describe, expect, it } from 'vitest';
import { rulesWithShare } from './share.ts';

const rule = (use: { model: string; weight: number }[], fallback: string[] = []) => ({
  ...{ when: {}, use, fallback, prefer: 'weight' as const },
});

describe('moving a share of a route to the student', () => {
  it('splits what the teacher had and leaves the others theirs', () => {
    const before = [
      rule([
        { model: 'big', weight: 3 },
        { model: 'other', weight: 1 },
      ]),
    ];
    expect(rulesWithShare(before, 'big', 'small', 0.25)?.[0]).toMatchObject({
      use: [
        { model: 'other', weight: 1 },
        { model: 'big', weight: 2.25 },
        { model: 'small', weight: 0.75 },
      ],
      fallback: ['big'],
    });
  });

  it('gives all of it at 1 and keeps the teacher to fall back on', () => {
    const [after] = rulesWithShare([rule([{ model: 'big', weight: 1 }], ['spare'])], 'big', 'small', 1) ?? [];
    expect(after).toMatchObject({ use: [{ model: 'small', weight: 1 }], fallback: ['big', 'spare'] });
  });

  it('changes a share that it moved before, and not the sum', () => {
    const once = rulesWithShare([rule([{ model: 'big', weight: 1 }])], 'big', 'small', 0.1) ?? [];
    const [twice] = rulesWithShare(once, 'big', 'small', 0.5) ?? [];
    expect(twice?.use).toEqual([
      { model: 'big', weight: 0.5 },
      { model: 'small', weight: 0.5 },
    ]);
  });

  it('touches no rule without the teacher, and refuses when there is none', () => {
    const without = rule([{ model: 'other', weight: 1 }]);
    const rules = rulesWithShare([without, rule([{ model: 'big', weight: 1 }])], 'big', 'small', 0.5);
    expect(rules?.[0]).toEqual(without);
    expect(rulesWithShare([without], 'big', 'small', 0.5)).toBeUndefined();
  });
});
