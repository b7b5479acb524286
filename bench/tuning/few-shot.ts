import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { seeded, shuffled } from '../../src/tuning/trainers/numeric/random.ts';
import type { HeadInput } from '../../src/tuning/trainers/trainer.ts';

/** The tokenizer of GPT-4o and its successors. */
const encoding = new Tiktoken(o200k);
/** What OpenAI's chat format adds: 3 tokens a message and 3 for the answer that begins. */
const PER_MESSAGE = 3;
const PRIMING = 3;

export interface Message {
  role: 'system' | 'user';
  content: string;
}

/** The prompt with which one asks a large model for a label: what to do, every label with examples of it, the text. */
export function fewShot(input: HeadInput, examples: number, seed: number): (text: string) => Message[] {
  const random = seeded(seed);
  const learn = [...input.texts.keys()].filter((i) => input.splits[i] === 'train');
  const byLabel = Map.groupBy(learn, (i) => input.labels[i]?.[0] ?? '');
  const shown = [...byLabel].sort().map(([label, members]) => {
    const texts = shuffled(members, random).slice(0, examples);
    return [label, ...texts.map((i) => `- ${input.texts[i]}`)].join('\n');
  });
  const content = [
    'You label messages of customers. Answer with exactly one of the labels below and nothing else.',
    ...shown,
  ].join('\n\n');
  return (text) => [
    { role: 'system', content },
    { role: 'user', content: text },
  ];
}

export function countTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + PER_MESSAGE + textTokens(content), PRIMING);
}

export function textTokens(text: string): number {
  return encoding.encode(text, 'all').length;
}
