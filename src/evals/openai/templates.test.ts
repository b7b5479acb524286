import { describe, expect, it } from 'vitest';
import { fill, lookUp, referencesOf, Unfillable } from './templates.ts';

const spaces = {
  item: { question: 'Why?', tags: ['a', 'b'], deep: { list: [{ name: 'x' }] }, none: null, n: 7 },
  sample: { output_text: 'Because.', output_json: { label: 'good' } },
};

describe('a template', () => {
  it('takes values from the item and the sample, by name and by position', () => {
    expect(fill('{{item.question}} {{ sample.output_text }}', spaces)).toBe('Why? Because.');
    expect(fill('{{item.deep.list[0].name}}{{item.tags.1}}', spaces)).toBe('xb');
    expect(fill('{{sample.output_json.label}}', spaces)).toBe('good');
  });

  it('writes what is no text as JSON, and null as nothing', () => {
    expect(fill('{{item.tags}} {{item.n}} {{item.none}}.', spaces)).toBe('["a","b"] 7 .');
  });

  it('does not take a missing value for an empty one', () => {
    expect(() => fill('{{item.answer}}', spaces)).toThrow(Unfillable);
    expect(() => fill('{{sample.output_text}}', { item: {} })).toThrow(Unfillable);
  });

  it('computes nothing and reaches nothing but the data', () => {
    for (const place of [
      'item.constructor',
      'item.__proto__',
      'item.tags.length.constructor',
      'item.question.length',
    ])
      expect(() => lookUp(place, spaces)).toThrow(Unfillable);
    expect(referencesOf('{{7*7}}').wrong).toBe('{{7*7}}');
    expect(referencesOf('{{process.env}}').wrong).toBe('{{process.env}}');
    expect(referencesOf('{{item["x"]}}').wrong).toBe('{{item["x"]}}');
  });

  it('puts text in as it is, also text that looks like a reference or a replacement', () => {
    expect(fill('{{item.q}}', { item: { q: "{{item.secret}} $& $'" } })).toBe("{{item.secret}} $& $'");
  });

  it('does not grow without end', () => {
    const item = { long: 'x'.repeat(10_000) };
    expect(fill('{{item.long}}'.repeat(50), { item })).toHaveLength(500_000);
    expect(() => fill('{{item.long}}'.repeat(5_000), { item })).toThrow(/longer than 1000000/);
  });

  it('says which namespaces it needs', () => {
    expect(referencesOf('{{item.a}} and {{sample.b}}')).toEqual({ item: true, sample: true });
    expect(referencesOf('{ item.a } plain')).toEqual({ item: false, sample: false });
  });
});
