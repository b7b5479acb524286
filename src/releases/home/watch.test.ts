import { describe, expect, it } from 'vitest';
import { watch } from './watch.ts';

describe('watching a share of production', () => {
  it('calls it drift when chance would rarely do it', () => {
    expect(watch({ hits: 60, n: 200 }, { hits: 20, n: 200 }).drifted).toBe(true);
    expect(watch({ hits: 24, n: 200 }, { hits: 20, n: 200 }).drifted).toBe(false);
    expect(watch({ hits: 2, n: 4 }, { hits: 0, n: 4 }).drifted).toBe(false);
  });

  it('says how sure it is, also with nothing to go by', () => {
    expect(watch({ hits: 0, n: 0 }, { hits: 3, n: 10 })).toMatchObject({
      estimate: 0,
      n: 0,
      before: 0.3,
      difference: null,
      drifted: false,
      interval: { low: 0, high: 1 },
    });
    // Newcombe (1998), table II: 56/70 against 48/80, method 10.
    const { difference } = watch({ hits: 56, n: 70 }, { hits: 48, n: 80 });
    expect(difference?.low).toBeCloseTo(0.0524, 4);
    expect(difference?.high).toBeCloseTo(0.3339, 4);
  });
});
