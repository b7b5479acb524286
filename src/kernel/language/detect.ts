import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;
/** Below this many letters a detector guesses: "refund?" is no more Danish than English. */
const ENOUGH_LETTERS = 18;
const SAMPLE = 2_000;

let loaded: typeof import('eld/extrasmall').eld | undefined;

/** Its table is a quarter of what an idle server keeps on its heap, so it is read when a language is first asked for. */
function detector(): typeof import('eld/extrasmall').eld {
  loaded ??= createRequire(import.meta.url)(fileURLToPath(import.meta.resolve('eld/extrasmall'))).eld;
  if (!loaded) throw new Error('eld has no detector');
  return loaded;
}

/**
 * The ISO 639-1 code of a text's language, or undefined when the text does not tell.
 * @param candidates restricts the answer, e.g. to the languages a collection is written in: for a short question that
 *   decides better than the letters do. With one candidate in the right script, that one is the answer.
 */
export function detectLanguage(text: string, candidates?: readonly string[]): string | undefined {
  const sample = text.slice(0, SAMPLE);
  const script = eastAsian(sample);
  if (script) return script;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  if (!candidates)
    return letters < ENOUGH_LETTERS ? undefined : detector().detect(sample).language || undefined;
  const scores: Record<string, number> = detector().detect(sample).getScores();
  const ranked = candidates
    .filter((code) => !EAST_ASIAN.has(code))
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  return ranked[0];
}

const EAST_ASIAN = new Set(['zh', 'ja', 'ko']);

/** These scripts tell the language by themselves, as soon as they make up a fifth of the letters. */
function eastAsian(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  const han = letters.filter((c) => HAN.test(c)).length;
  const kana = letters.filter((c) => KANA.test(c)).length;
  const hangul = letters.filter((c) => HANGUL.test(c)).length;
  if (hangul * 5 >= letters.length && hangul > 0) return 'ko';
  if ((kana + han) * 5 < letters.length || kana + han === 0) return undefined;
  return kana * 10 >= han ? 'ja' : 'zh';
}
