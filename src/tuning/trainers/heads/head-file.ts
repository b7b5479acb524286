import { z } from 'zod';
import { packModel, unpackModel } from '../model-file.ts';
import { TrainerError } from '../trainer.ts';
import type { AnswerRules } from './answer.ts';

const KIND = 'head';

const Fields = z.object({
  task: z.enum(['single', 'multi', 'hierarchical']),
  classes: z.array(z.string()).min(1),
  dimensions: z.int().positive(),
  temperature: z.number().positive(),
  abstainBelow: z.number(),
});

/** A head as it is stored. */
export interface Head extends AnswerRules {
  dimensions: number;
  /** W row after row [dimensions, classes], then the biases. */
  parameters: Float32Array;
}

export function packHead({ parameters, labelThresholds, ...fields }: Head): Uint8Array {
  return packModel(KIND, Fields.parse(fields), { parameters, labelThresholds });
}

/** Throws TrainerError `not_a_model` when the bytes are no head, or are cut or of another version. */
export function unpackHead(bytes: Uint8Array): Head {
  const { fields, arrays } = unpackModel(KIND, bytes);
  const head = Fields.safeParse(fields);
  const { parameters, labelThresholds } = arrays;
  const size = head.success ? (head.data.dimensions + 1) * head.data.classes.length : 0;
  if (
    !head.success ||
    !(parameters instanceof Float32Array && parameters.length === size) ||
    !(labelThresholds instanceof Float32Array && labelThresholds.length === head.data.classes.length)
  )
    throw new TrainerError(
      'not_a_model',
      'The head is damaged: its parts do not fit together. Train it again.',
    );
  return { ...head.data, parameters, labelThresholds };
}
