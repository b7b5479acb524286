import { describe, expect, it } from 'vitest';
import { compileSchema } from './linear-schema.ts';

describe("a caller's JSON Schema", () => {
  it.each(['7', '2020-12'] as const)('matches patterns in linear time (draft %s)', (draft) => {
    const check = compileSchema({ type: 'string', pattern: '^(a+)+$' }, draft);
    const before = process.threadCpuUsage();
    expect(check(`${'a'.repeat(5_000)}!`)).toContain('must match pattern');
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(200);
    expect(check('aaa')).toBeUndefined();
  });

  it('keeps two patterns apart', () => {
    const check = compileSchema({
      type: 'object',
      properties: { a: { pattern: '^x' }, b: { pattern: '^y' } },
    });
    expect(check({ a: 'x', b: 'y' })).toBeUndefined();
    expect(check({ a: 'x', b: 'x' })).toBe('b must match pattern "^y"');
  });

  it('refuses what is no schema, and a pattern that only a backtracking engine knows', () => {
    expect(() => compileSchema({ type: 'nonsense' })).toThrow();
    expect(() => compileSchema({ pattern: '(?=a)b' })).toThrow();
  });
});
