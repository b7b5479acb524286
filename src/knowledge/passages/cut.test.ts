import { describe, expect, it } from 'vitest';
import type { Block } from '../parsing/blocks.ts';
import { cut } from './cut.ts';
import { render } from './render.ts';

const long = (word: string, n: number) =>
  Array.from({ length: n }, (_, i) => `The ${word} number ${i} is kept in aisle ${i}.`).join(' ');

describe('cutting a document into passages', () => {
  it('never lets a passage cross a heading, and says under which headings it stands', () => {
    const blocks: Block[] = [
      { kind: 'heading', level: 1, text: 'Returns' },
      { kind: 'text', text: 'Most goods: 45 days.' },
      { kind: 'heading', level: 2, text: 'Tools' },
      { kind: 'text', text: 'Tools with engines: 30 days.' },
      { kind: 'heading', level: 1, text: 'Delivery' },
      { kind: 'text', text: 'Two to four working days.' },
    ];
    expect(cut(render(blocks), 'en').map(({ headings, text }) => ({ headings, text }))).toEqual([
      { headings: ['Returns'], text: 'Most goods: 45 days.' },
      { headings: ['Returns', 'Tools'], text: 'Tools with engines: 30 days.' },
      { headings: ['Delivery'], text: 'Two to four working days.' },
    ]);
  });

  it("points into the document: the slice at a passage's offsets is its text", () => {
    const document = render([{ kind: 'text', text: long('drill', 60) }]);
    const passages = cut(document, 'en');
    expect(passages.length).toBeGreaterThan(2);
    for (const { start, end, text } of passages) expect(document.text.slice(start, end)).toBe(text);
    for (const { text } of passages) expect(text).toMatch(/\.$/);
  });

  it('says of each passage the page on which it begins, also when a paragraph goes on over several', () => {
    const parts = ['drill', 'saw', 'plane'].map((word) => long(word, 30));
    const second = `${parts[0]} `.length;
    const third = `${parts[0]} ${parts[1]} `.length;
    const text = parts.join(' ');
    const turns = [
      { at: second, page: 8 },
      { at: third, page: 9 },
    ];
    const blocks: Block[] = [
      { kind: 'text', text: 'Before it.', page: 7 },
      { kind: 'text', text, page: 7, turns },
    ];
    const passages = cut(render(blocks), 'en');
    const pages = passages.map((passage) => [passage.page, /drill|saw|plane|Before/.exec(passage.text)?.[0]]);
    const right = ['7 Before', '7 drill', '8 saw', '9 plane'];
    expect(new Set(pages.map((one) => one.join(' ')))).toEqual(new Set(right));
  });

  it('gives each row its column names, and the footnote only to passages whose rows carry its mark', () => {
    const rows = Array.from({ length: 80 }, (_, i) => [`Saw model ${i}`, i === 0 ? '2 years*' : '3 years']);
    const document = render([
      { kind: 'table', header: ['Product', 'Warranty'], rows, notes: ['* trade customers only'] },
    ]);
    const passages = cut(document, 'en').filter((passage) => passage.text.includes('Warranty:'));
    expect(passages[0]?.text).toMatch(/^Product: Saw model 0 \| Warranty: 2 years\*/);
    expect(passages[0]?.text).toContain('* trade customers only');
    expect(passages.slice(1).every((passage) => !passage.text.includes('trade'))).toBe(true);
    expect(passages.length).toBeGreaterThan(2);
  });

  it('cuts one endless sentence rather than keeping it whole', () => {
    const passages = cut(render([{ kind: 'text', text: 'word '.repeat(2_000).trim() }]), 'en');
    expect(passages.length).toBeGreaterThan(5);
    expect(
      passages
        .map((passage) => passage.text)
        .join('')
        .replaceAll(' ', ''),
    ).toBe('word'.repeat(2_000));
  });

  it('cuts Chinese by sentences too', () => {
    const passages = cut(
      render([{ kind: 'text', text: '退货必须在四十五天内办理，并附上收据。'.repeat(60) }]),
      'zh',
    );
    expect(passages.length).toBeGreaterThan(3);
    for (const { text } of passages) expect(text).toMatch(/。$/);
  });

  it('bounds a passage without words, and takes time with the length of a text, not with its square', () => {
    const began = performance.now();
    const texts = ['x'.repeat(8_000_000), ', '.repeat(1_000_000), `${'a\n'.repeat(500_000)}`];
    for (const text of texts) {
      const passages = cut(render([{ kind: 'text', text }]), 'en');
      for (const passage of passages) expect(passage.text.length).toBeLessThanOrEqual(4_000);
    }
    // Under a second each; with the square it was minutes.
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
