import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Public data sets that may not be committed; SEVENFOLD_BENCH_DATA says where they are, else they are looked for beside the project. */
const BESIDE = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const ROOT = resolve(process.env.SEVENFOLD_BENCH_DATA ?? BESIDE);

/** The path of a data file. Ends the program with an explanation when the data is not there. */
export function dataFile(path: string): string {
  const full = join(ROOT, path);
  if (existsSync(full)) return full;
  process.stderr.write(
    `This needs the data file ${path}, which is not part of the project.\nSet SEVENFOLD_BENCH_DATA to the folder that holds it (now: ${ROOT}).\n`,
  );
  process.exit(2);
}

export interface Question {
  text: string;
  /** Index of the document that answers it. */
  document: number;
  /** Accepted answers, as they stand in the document. */
  answers: string[];
}

export interface QaSet {
  documents: string[];
  questions: Question[];
}

const Squad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(z.object({ question: z.string(), answers: z.array(z.object({ text: z.string() })) })),
        }),
      ),
    }),
  ),
});

/** XQuAD in one language: each question belongs to one paragraph. */
export function xquad(language: 'en' | 'es' | 'zh'): QaSet {
  const { data } = Squad.parse(JSON.parse(readFileSync(dataFile(`xquad/xquad.${language}.json`), 'utf8')));
  const paragraphs = data.flatMap((article) => article.paragraphs);
  return {
    documents: paragraphs.map((paragraph) => paragraph.context),
    questions: paragraphs.flatMap((paragraph, document) =>
      paragraph.qas.map((qa) => ({
        text: qa.question,
        document,
        answers: qa.answers.map((answer) => answer.text),
      })),
    ),
  };
}

const TatQa = z.array(
  z.object({
    table: z.object({ table: z.array(z.array(z.string())) }),
    paragraphs: z.array(z.object({ text: z.string() })),
    questions: z.array(z.object({ question: z.string(), answer: z.unknown() })),
  }),
);

/** TAT-QA: a table and the paragraphs around it make one document. */
export function tatqa(): QaSet {
  const contexts = TatQa.parse(JSON.parse(readFileSync(dataFile('tatqa/tatqa_dataset_dev.json'), 'utf8')));
  return {
    documents: contexts.map(({ table, paragraphs }) =>
      [
        table.table.map((row) => row.join(' | ')).join('\n'),
        ...paragraphs.map((paragraph) => paragraph.text),
      ].join('\n\n'),
    ),
    questions: contexts.flatMap(({ questions }, document) =>
      questions.map(({ question, answer }) => ({
        text: question,
        document,
        answers: (Array.isArray(answer) ? answer : [answer]).map(String),
      })),
    ),
  };
}

/** Lines of a CSV's first column, quotes removed. */
export function firstColumn(path: string): string[] {
  return readFileSync(dataFile(path), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.lastIndexOf(',')).replaceAll('"', '').trim())
    .filter(Boolean);
}
