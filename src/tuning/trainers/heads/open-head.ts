import { type Matrix, TrainerError, type TunedHead } from '../trainer.ts';
import { openAnswer } from './answer.ts';
import { type Head, unpackHead } from './head-file.ts';

/**
 * Opens a head that `trainHead` made. Answers in about 0.03 ms a text for 384 dimensions and 77 classes, on the calling
 * thread. Throws TrainerError `not_a_model` for other bytes.
 */
export function openHead(model: Uint8Array): TunedHead {
  const head = unpackHead(model);
  const { task, classes, dimensions } = head;
  const answer = openAnswer(head);
  return {
    ...{ task, classes, dimensions },
    predict(texts, vectors) {
      if (vectors.columns !== dimensions || vectors.rows !== texts.length)
        throw new TrainerError(
          'wrong_dimensions',
          `The head takes ${dimensions} numbers a text; ${vectors.rows} vectors of ${vectors.columns} came with ${texts.length} texts.`,
        );
      return texts.map((_, row) => answer(logitsOf(head, vectors, row)));
    },
  };
}

function logitsOf({ parameters, classes, dimensions: d }: Head, vectors: Matrix, row: number): Float32Array {
  const k = classes.length;
  const out = Float32Array.from(parameters.subarray(d * k));
  for (let i = 0; i < d; i += 1) {
    const x = vectors.values[row * d + i] ?? 0;
    const w = i * k;
    for (let c = 0; c < k; c += 1) out[c] = (out[c] ?? 0) + x * (parameters[w + c] ?? 0);
  }
  return out;
}
