import { gramsOf } from '../lexical/grams.ts';
import { openVectoriser } from '../lexical/vocabulary.ts';
import { TrainerError, type TunedHead } from '../trainer.ts';
import { openAnswer } from './answer.ts';
import { type Head, type LexicalPart, type Linear, unpackHead } from './head-file.ts';
import { scoreOf } from './scope.ts';

/**
 * Opens a head that `trainHead` made; it answers on the calling thread, in well under a millisecond a text. Throws
 * TrainerError `not_a_model` for other bytes.
 */
export function openHead(model: Uint8Array): TunedHead {
  return headOf(unpackHead(model));
}

function headOf(head: Head): TunedHead {
  const { task, classes, dimensions: d, threshold, scope } = head;
  const answer = openAnswer(head);
  const logitsOf = openLogits(head);
  // A path may stop at an ancestor that is sure enough; other scores say nothing about ancestors.
  const sure = scope.kind === 'confidence' ? (threshold ?? 0) : 0;
  return {
    ...{ task, classes, dimensions: d },
    predict(texts, vectors) {
      if (vectors.columns !== d || vectors.rows !== texts.length)
        throw new TrainerError(
          'wrong_dimensions',
          `The head takes ${d} numbers a text; ${vectors.rows} vectors of ${vectors.columns} came with ${texts.length} texts.`,
        );
      return texts.map((text, row) => {
        const vector = vectors.values.subarray(row * d, (row + 1) * d);
        const logits = logitsOf(text, vector);
        const { labels, confidence, probabilities } = answer(logits, sure);
        const score = scoreOf(scope, { logits, confidence, vector });
        const abstained = threshold !== null && score < threshold;
        return { labels: abstained ? [] : labels, confidence, probabilities, score, abstained };
      });
    },
  };
}

/** Logits of one text; training measures with the same function that answers later, on the weights as they are stored. */
export function openLogits({
  dense,
  biases,
  lexical,
}: Linear): (text: string, vector: Float32Array) => Float32Array {
  const k = biases.length;
  const addLexical = lexical && openLexical(lexical, k);
  return (text, vector) => {
    const out = biases.slice();
    for (const [i, x] of vector.entries()) {
      const w = i * k;
      for (let c = 0; c < k; c += 1) out[c] = (out[c] ?? 0) + x * (dense[w + c] ?? 0);
    }
    addLexical?.(text, out);
    return out;
  };
}

/** Adds what words and characters say to the logits. */
function openLexical({ vocabulary, weight, values, scales }: LexicalPart, k: number) {
  const vectorise = openVectoriser(vocabulary);
  return (text: string, logits: Float32Array) => {
    const { at, values: counts } = vectorise([gramsOf(text)]);
    for (const [i, column] of at.entries()) {
      const by = weight * (counts[i] ?? 0) * (scales[column] ?? 0);
      const w = column * k;
      for (let c = 0; c < k; c += 1) logits[c] = (logits[c] ?? 0) + by * (values[w + c] ?? 0);
    }
  };
}
