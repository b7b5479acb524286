import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { dataFile } from '../harness/data.ts';

/** One line of a data set, and what it belongs to: only neighbours of one group are put together. */
interface Line {
  group: string;
  text: string;
}

export interface Corpus {
  passages: string[];
  /** Questions made of lines that are in no passage. */
  questions: string[];
  /** SHA-256 of the passages. */
  hash: string;
}

const QUESTION_EVERY = 12;

/**
 * Believable passages of about 40 tokens: neighbouring lines of real data sets put together, the windows overlapping as
 * far as it takes to reach the number. Every twelfth line of three sets is kept out and becomes a question.
 */
export function makeCorpus(size: number, questionCount: number): Corpus {
  const asked: string[][] = [];
  const keepAside = (lines: Line[], ask: (text: string, i: number) => string) => {
    const aside = lines.filter((_, i) => i % QUESTION_EVERY === 0).map(({ text }, i) => ask(text, i));
    asked.push(spread(aside, Math.ceil(questionCount / 3)));
    return lines.filter((_, i) => i % QUESTION_EVERY !== 0);
  };
  const titles = keepAside(
    alternateTitles(),
    (text, i) => JOB_QUESTIONS[i % JOB_QUESTIONS.length]?.(text) ?? text,
  );
  const banking = keepAside(csv('banking77/train.csv', 'category', 'text'), (text) => text);
  const support = keepAside(csv('bitext-support-intents/train.csv', 'intent', 'utterance'), (text) => text);
  const all = [
    ...windows(titles, 6, 1, (group, texts) => `${group}: ${texts.join(', ')}.`),
    ...windows(technologies(), 4, 1, (group, texts) => `${group} work with ${texts.join(', ')}.`),
    ...windows(csv('pricerunner/pricerunner_aggregate.csv', 'category', 'title'), 3, 1, sentences),
    ...windows(banking, 3, 1, sentences),
    ...windows(support, 3, 1, sentences),
  ];
  if (all.length < size) throw new Error(`the data sets give ${all.length} passages, ${size} are wanted`);
  const passages = spread(all, size);
  const hash = createHash('sha256').update(passages.join('\n')).digest('hex');
  return { passages, questions: inTurn(asked).slice(0, questionCount), hash };
}

const JOB_QUESTIONS = [
  (title: string) => `What does a ${title} do?`,
  (title: string) => `What other names are there for the job of ${title}`,
  (title: string) => `which software should a ${title} know`,
  (title: string) => `${title} vacancy`,
];

function alternateTitles(): Line[] {
  return csv('onet/alternate_titles.csv', 'Title', 'Alternate Title');
}

function technologies(): Line[] {
  return rows('onet/technology_skills.csv').map((row) => ({
    group: row.Title ?? '',
    text: `${row.Example} (${row['Commodity Title']?.toLowerCase()})`,
  }));
}

function csv(path: string, group: string, text: string): Line[] {
  return rows(path).map((row) => ({ group: row[group] ?? '', text: (row[text] ?? '').trim() }));
}

function rows(path: string): Record<string, string>[] {
  return parse(readFileSync(dataFile(path), 'utf8'), {
    columns: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
}

function sentences(_group: string, texts: readonly string[]): string {
  return texts.map((text) => (/[.?!]$/.test(text) ? text : `${text}.`)).join(' ');
}

/** Windows of `width` neighbouring lines of one group; each begins `step` lines after the one before. */
function windows(
  lines: readonly Line[],
  width: number,
  step: number,
  join: (group: string, texts: string[]) => string,
): string[] {
  const out: string[] = [];
  for (let i = 0; i < lines.length; i += step) {
    const group = lines[i]?.group ?? '';
    const own = lines.slice(i, i + width).filter((line) => line.group === group);
    out.push(
      join(
        group,
        own.map((line) => line.text),
      ),
    );
  }
  return out;
}

/** One of each list after another. */
function inTurn<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

/** `count` of the items, evenly over the whole list and in its order. */
function spread<T>(items: readonly T[], count: number): T[] {
  const n = Math.min(count, items.length);
  return Array.from({ length: n }, (_, i) => items[Math.floor((i * items.length) / n)] as T);
}
