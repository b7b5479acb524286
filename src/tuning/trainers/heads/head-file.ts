import { z } from 'zod';
import type { Vocabulary } from '../lexical/vocabulary.ts';
import { packModel, unpackModel } from '../model-file.ts';
import { TrainerError } from '../trainer.ts';
import type { AnswerRules } from './answer.ts';
import type { Scope } from './scope.ts';

const KIND = 'head';

const Fields = z.object({
  task: z.enum(['single', 'multi', 'hierarchical']),
  classes: z.array(z.string()).min(1),
  dimensions: z.int().positive(),
  temperature: z.number().positive(),
  threshold: z.number().nullable(),
  score: z.enum(['confidence', 'logit', 'energy', 'neighbours', 'taught']),
  /** Weight of words and characters, and how many of the columns are words. */
  lexical: z.number().min(0),
  words: z.int().min(0),
});

/** Weights of words and characters: 8 bits each, one scale a column. */
export interface LexicalPart {
  vocabulary: Vocabulary;
  weight: number;
  /** Column after column [columns, classes]. */
  values: Int8Array;
  scales: Float32Array;
}

/** The learned layer. */
export interface Linear {
  /** Weights of the vector [dimensions, classes]. */
  dense: Float32Array;
  biases: Float32Array;
  lexical: LexicalPart | null;
}

/** A head as it is stored. */
export interface Head extends AnswerRules, Linear {
  dimensions: number;
  scope: Scope;
  /** Below this score there is no answer. */
  threshold: number | null;
}

export function packHead(head: Head): Uint8Array {
  const { task, classes, dimensions, temperature, threshold, scope, lexical, ...arrays } = head;
  const fields = Fields.parse({
    ...{ task, classes, dimensions, temperature, threshold, score: scope.kind },
    ...{ lexical: lexical?.weight ?? 0, words: lexical?.vocabulary.words ?? 0 },
  });
  return packModel(KIND, fields, {
    dense: arrays.dense,
    biases: arrays.biases,
    labelThresholds: arrays.labelThresholds,
    neighbours: scope.neighbours,
    taught: scope.taught,
    ...(lexical && {
      hashes: lexical.vocabulary.hashes,
      idf: lexical.vocabulary.idf,
      values: lexical.values,
      scales: lexical.scales,
    }),
  });
}

/** Throws TrainerError `not_a_model` when the bytes are no head, or are cut or of another version. */
export function unpackHead(bytes: Uint8Array): Head {
  const { fields, arrays } = unpackModel(KIND, bytes);
  const parsed = Fields.safeParse(fields);
  if (!parsed.success) throw damaged();
  const { task, classes, dimensions, temperature, threshold, score, lexical, words } = parsed.data;
  const floats = (name: string, length: number) => {
    const array = arrays[name];
    if (!(array instanceof Float32Array) || (length >= 0 && array.length !== length)) throw damaged();
    return array;
  };
  const k = classes.length;
  const { hashes, values, neighbours } = arrays;
  if (!(neighbours instanceof Int8Array) || neighbours.length % dimensions !== 0) throw damaged();
  let part: LexicalPart | null = null;
  if (lexical > 0) {
    if (!(hashes instanceof Int32Array && values instanceof Int8Array)) throw damaged();
    const n = hashes.length;
    if (values.length !== n * k || words > n) throw damaged();
    const vocabulary = { hashes, words, idf: floats('idf', n) };
    part = { vocabulary, weight: lexical, values, scales: floats('scales', n) };
  }
  return {
    ...{ task, classes, dimensions, temperature, threshold, lexical: part },
    dense: floats('dense', dimensions * k),
    biases: floats('biases', k),
    labelThresholds: floats('labelThresholds', k),
    scope: {
      kind: score,
      neighbours,
      taught: floats('taught', score === 'taught' ? dimensions + 1 : -1),
    },
  };
}

function damaged(): TrainerError {
  return new TrainerError(
    'not_a_model',
    'The head is damaged: its parts do not fit together. Train it again.',
  );
}
