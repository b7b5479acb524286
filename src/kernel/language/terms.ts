import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stopwords as nlStop } from '@orama/stopwords/dutch';
import { stopwords as enStop } from '@orama/stopwords/english';
import { stopwords as frStop } from '@orama/stopwords/french';
import { stopwords as deStop } from '@orama/stopwords/german';
import { stopwords as itStop } from '@orama/stopwords/italian';
import { stopwords as ptStop } from '@orama/stopwords/portuguese';
import { stopwords as esStop } from '@orama/stopwords/spanish';

interface Language {
  stem: (word: string) => string;
  stop: ReadonlySet<string>;
}

const language = (stem: (word: string) => string, stop: readonly string[]): Language => ({
  stem,
  stop: new Set(stop.flatMap((word) => fold(word).split(/[^\p{L}\p{N}]+/u))),
});

const LANGUAGES: Record<string, Language> = {
  en: language(english, [...enStop, 'a', 'please', 'tell']),
  es: language(spanish, esStop),
  de: language(german, deStop),
  fr: language(french, frStop),
  it: language(italian, itStop),
  pt: language(portuguese, ptStop),
  nl: language(dutch, nlStop),
};

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** A code such as TX-40 or 4.5/18: its parts and the whole, so that TX40 and TX-40 find each other. */
const CODE = /[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)+/gu;

/**
 * The terms a text is searched by, in order and with repetitions: words without accents, case and stop words, stemmed
 * in the given language; in scripts without spaces, characters and pairs of characters.
 */
export function terms(text: string, code: string | undefined): string[] {
  const known = code ? LANGUAGES[code] : undefined;
  const out: string[] = [];
  const spaced = text.normalize('NFKC').replace(UNSPACED, (run) => {
    const characters = [...run];
    // Not spread: as arguments a long text would not fit on the stack.
    for (const character of characters) out.push(character);
    for (let i = 0; i + 1 < characters.length; i += 1) out.push(`${characters[i]}${characters[i + 1]}`);
    return ' ';
  });
  const lower = spaced.toLowerCase();
  for (const [whole] of lower.matchAll(CODE))
    if (/\p{N}/u.test(whole)) out.push(fold(whole.replaceAll(/[-./]/g, '')));
  for (const [word] of lower.matchAll(WORD)) {
    const folded = fold(word);
    if (known?.stop.has(folded) || /^\p{L}$/u.test(folded)) continue;
    out.push(known && !/\p{N}/u.test(word) ? fold(known.stem(word)) : folded);
  }
  return out;
}

/** Lower case without accents: "Garantía" and "garantia" are the same term. */
function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
