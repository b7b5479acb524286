import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { everything } from './everything.ts';
import type { Explanation, Message } from './message.ts';

const STUDIO = fileURLToPath(new URL('..', import.meta.url));

const { en, zh } = everything;

type Areas = Record<string, Record<string, Message>>;
const english: Areas = en.words;
const chinese: Areas = zh.words;

/** `area.name` and its forms. */
function messagesOf(areas: Areas): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [area, names] of Object.entries(areas)) {
    for (const [name, message] of Object.entries(names))
      out.set(`${area}.${name}`, typeof message === 'string' ? [message] : Object.values(message));
  }
  return out;
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

function sources(): string {
  return readdirSync(STUDIO, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !path.startsWith('i18n'))
    .map((path) => readFileSync(join(STUDIO, path), 'utf8'))
    .join('\n');
}

const BOTH = [
  ['English', english, en],
  ['Chinese', chinese, zh],
] as const;

describe('the words of the studio', () => {
  it('are the same in both languages', () => {
    expect([...messagesOf(chinese).keys()].sort()).toEqual([...messagesOf(english).keys()].sort());
    expect(Object.keys(zh.errors).sort()).toEqual(Object.keys(en.errors).sort());
    expect(Object.keys(zh.reasons).sort()).toEqual(Object.keys(en.reasons).sort());
  });

  it('have the same gaps to fill in both languages', () => {
    const translated = messagesOf(chinese);
    for (const [key, forms] of messagesOf(english)) {
      const wanted = placeholders(forms.at(-1) ?? '');
      expect(placeholders(translated.get(key)?.at(-1) ?? ''), key).toEqual(wanted);
    }
    const inChinese: Record<string, Explanation> = zh.errors;
    for (const [code, { what, todo }] of Object.entries(en.errors)) {
      const other = inChinese[code];
      expect(placeholders(`${other?.what} ${other?.todo}`), code).toEqual(placeholders(`${what} ${todo}`));
    }
  });

  it('are all used', () => {
    const text = sources();
    const patterns = [...text.matchAll(/['`]([a-z]+)\.((?:[\w.]|\$\{[^}]*\})+)['`]/g)].map(
      ([, area, name = '']) => new RegExp(`^${area}\\.${name.replaceAll(/\$\{[^}]*\}/g, '\\w+')}$`),
    );
    const unused = [...messagesOf(english).keys()].filter((key) => !patterns.some((one) => one.test(key)));
    expect(unused).toEqual([]);
  });

  it.each(BOTH)('say in %s what happened and what to do', (_name, _areas, { errors, reasons }) => {
    for (const [code, { what, todo }] of Object.entries({ ...errors, ...reasons })) {
      expect(what, code).not.toBe('');
      expect(todo, code).toMatch(/[.。]$/);
    }
  });

  it.each(BOTH)('do not shout in %s', (_name, areas) => {
    for (const [key, forms] of messagesOf(areas)) expect(forms.join(' '), key).not.toMatch(/[!！]/);
  });
});

describe('the Chinese words', () => {
  /** Names that are the same in every language. */
  const NAMES = new Set(['shell.product', 'editor.yaml']);

  it('are Chinese', () => {
    const left = [...messagesOf(chinese)].filter(
      ([key, forms]) => !NAMES.has(key) && !forms.every((form) => /\p{Script=Han}/u.test(form)),
    );
    expect(left).toEqual([]);
  });

  it('are set in Chinese punctuation', () => {
    const all = [...messagesOf(chinese)].flatMap(([key, forms]) => forms.map((form) => [key, form]));
    for (const [code, { what, todo }] of Object.entries({ ...zh.errors, ...zh.reasons }))
      all.push([code, what], [code, todo]);
    const wrong = all.filter(([, text = '']) => /\p{Script=Han}[,.;:?"(]|[,;:?")]\p{Script=Han}/u.test(text));
    expect(wrong).toEqual([]);
  });
});
