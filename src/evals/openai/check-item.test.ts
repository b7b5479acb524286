import { describe, expect, it } from 'vitest';
import { compileItemSchema } from './check-item.ts';

describe("the schema of an eval's items", () => {
  const text = (pattern: string) => ({ type: 'string', pattern });

  it('checks every pattern by itself', () => {
    const check = compileItemSchema({ properties: { a: text('^[A-Z]'), b: text('^[a-z]') } });
    expect(check({ a: 'Up', b: 'low' })).toBeUndefined();
    expect(check({ a: 'low', b: 'low' })).toBe('a must match pattern "^[A-Z]"');
    expect(check({ a: 'Up', b: 'Up' })).toBe('b must match pattern "^[a-z]"');
  });

  it('is not kept busy by a pattern', () => {
    const check = compileItemSchema({ properties: { a: text('^(a+)+$') } });
    const began = performance.now();
    expect(check({ a: `${'a'.repeat(50_000)}!` })).toContain('must match pattern');
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('says where an item does not fit, and takes schemas of other drafts', () => {
    const $schema = 'http://json-schema.org/draft-07/schema#';
    const list = { type: 'array', items: { type: 'object', required: ['id'] } };
    const check = compileItemSchema({ $schema, $id: 'x', properties: { list } });
    expect(check({ list: [{ id: 1 }, {}] })).toBe("list.1 must have required property 'id'");
    expect(compileItemSchema({ type: 'object' })([])).toBe('must be object');
  });

  it('is refused when it is none', () => {
    for (const schema of [
      { type: 'thing' },
      { $ref: 'https://elsewhere.example/schema' },
      { pattern: '(?!x)' },
    ])
      expect(() => compileItemSchema(schema)).toThrow();
  });
});
