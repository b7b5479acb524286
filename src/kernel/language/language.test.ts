import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect.ts';
import { sentences } from './sentences.ts';
import { terms } from './terms.ts';

describe('detecting a language', () => {
  it.each([
    ['How long do I have to return an unused drill?', 'en'],
    ['¿Cuánto tiempo tengo para devolver un taladro?', 'es'],
    ['退货需要多长时间？', 'zh'],
    ['返品はいつまでできますか', 'ja'],
    ['반품 기간은 얼마입니까', 'ko'],
  ])('%s is %s', (text, code) => expect(detectLanguage(text)).toBe(code));

  it('does not guess from a word, unless the candidates decide', () => {
    expect(detectLanguage('refund?')).toBeUndefined();
    expect(detectLanguage('refund?', ['en'])).toBe('en');
    expect(detectLanguage('garantía del taladro', ['en', 'es'])).toBe('es');
    expect(detectLanguage('4711')).toBeUndefined();
  });

  it('takes Chinese with product names in it as Chinese', () => {
    expect(detectLanguage('OAK TX-40 电钻的保修期是多久？', ['en', 'zh'])).toBe('zh');
  });
});

describe('terms', () => {
  it('brings forms of a word together, without stop words', () => {
    expect(terms('Returned goods are returnable', 'en')).toEqual(['return', 'good', 'return']);
    expect(terms('las devoluciones del taladro', 'es')).toEqual(terms('devolución de taladros', 'es'));
  });

  it('finds accents, case and width alike', () => {
    expect(terms('GARANTÍA', undefined)).toEqual(terms('garantia', undefined));
    expect(terms('ＴＸ４０', undefined)).toEqual(['tx40']);
  });

  it('keeps codes whole and in parts, so that TX-40 and TX40 find each other', () => {
    expect(terms('the TX-40 drill', 'en')).toEqual(expect.arrayContaining(['tx40', 'tx', '40', 'drill']));
    expect(terms('TX40', 'en')).toEqual(['tx40']);
  });

  it('cuts Chinese into characters and pairs', () => {
    expect(terms('退货政策', 'zh')).toEqual(['退', '货', '政', '策', '退货', '货政', '政策']);
  });
});

describe('sentences', () => {
  it('gives offsets into the text', () => {
    const text = 'Goods may be returned. Tools with engines may not.\nSee section 4.';
    const spans = sentences(text);
    expect(spans.map((span) => span.text)).toEqual([
      'Goods may be returned.',
      'Tools with engines may not.',
      'See section 4.',
    ]);
    for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
  });

  it('does not end a sentence at an abbreviation', () => {
    expect(sentences('Form No. 7 is needed, e.g. for refunds. Ask the desk.')).toHaveLength(2);
  });

  it('takes each line of a table as a sentence, and Chinese stops as ends', () => {
    expect(sentences('Product: TX-40 | Warranty: 3 years\nProduct: TX-60 | Warranty: 2 years')).toHaveLength(
      2,
    );
    expect(sentences('可以退货。发动机工具除外。', 'zh')).toHaveLength(2);
  });
});
