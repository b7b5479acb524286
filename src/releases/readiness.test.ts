import { describe, expect, it } from 'vitest';
import { changed } from './readiness.ts';

describe('what changed beneath a version', () => {
  const rest = { knowledge: 'k', guardrails: 'g' };
  const modelChanged = (was: string, now: string) =>
    changed({ ...rest, model: was }, { ...rest, model: now }).includes('model');

  it('is the model when another one, another revision or another server answers', () => {
    expect(modelChanged('up/a#server1', 'up/a#server1')).toBe(false);
    expect(modelChanged('up/a#server1', 'up/a#server2')).toBe(true);
    expect(modelChanged('up/a#server1', 'missing')).toBe(true);
    expect(modelChanged('up/a', 'up/ab#server1')).toBe(true);
    expect(modelChanged('', '#server1')).toBe(true);
  });

  it('is not the model when the server was not noted at the time', () => {
    expect(modelChanged('up/a', 'up/a#server1')).toBe(false);
    expect(modelChanged('fast#2026-11-02', 'fast#2026-11-02#models')).toBe(false);
    expect(modelChanged('fast#2026-11-02', 'fast#2026-11-03#models')).toBe(true);
  });
});
