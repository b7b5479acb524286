import { Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { packModel, unpackModel } from '../model-file.ts';
import { type AdamState, adamStep, startAdam } from '../numeric/adam.ts';
import type { Random } from '../numeric/random.ts';
import { floats, openSession } from '../numeric/session.ts';
import type { Count, TrainingPoint } from '../trainer.ts';
import { type Batch, batches } from './batches.ts';
import { infoNceGraph } from './info-nce-graph.ts';
import type { ProjectionOptions } from './projection.ts';
import type { Grouped, openRanker } from './rank.ts';

/** All that the next epoch depends on. */
export interface ProjectionState {
  epoch: number;
  a: Float32Array;
  adam: AdamState;
  /** The matrix that the validation split liked best, and when and how much; epoch 0 is the identity. */
  best: Float32Array;
  bestEpoch: number;
  bestRecall: Count;
  bestMrr: number;
  curve: TrainingPoint[];
}

export function startState(d: number): ProjectionState {
  return {
    ...{ epoch: 0, a: new Float32Array(d * d), adam: startAdam(d * d), best: new Float32Array(d * d) },
    ...{ bestEpoch: 0, bestRecall: { hits: 0, n: 0 }, bestMrr: 0, curve: [] },
  };
}

/** Opens the steps of training; an epoch mines hard negatives with the matrix as it is, then goes through all queries. */
export async function openEpochs(
  { queries, documents }: { queries: Grouped; documents: Grouped },
  options: ProjectionOptions,
  ranker: Awaited<ReturnType<typeof openRanker>>,
  breathe: () => Promise<void>,
) {
  const session = await openSession(infoNceGraph(), options.threads);
  const d = queries.vectors.columns;
  const scale = new Tensor('float32', Float32Array.of(1 / options.temperature), [1]);
  const gradientOf = async (a: Float32Array, { b, m, ...arrays }: Batch) => {
    const out = await session.run({
      q: new Tensor('float32', arrays.queries, [b, d]),
      p: new Tensor('float32', arrays.documents, [m, d]),
      a: new Tensor('float32', a, [d, d]),
      mask: new Tensor('float32', arrays.mask, [b, m]),
      t: new Tensor('float32', arrays.targets, [b, m]),
      scale,
    });
    const loss = floats(out.loss).reduce((sum, one) => sum + one, 0);
    return { loss, gradient: floats(out.ga).map((one) => one / b) };
  };
  return {
    /** @returns mean loss over the queries */
    async run(state: ProjectionState, random: Random): Promise<number> {
      const { hardNegatives, batch } = options;
      const hard = await ranker.hardest(queries, documents, state.a, hardNegatives);
      let [sum, n] = [0, 0];
      for (const one of batches(queries, documents, hard, batch, random)) {
        await breathe();
        const { loss, gradient } = await gradientOf(state.a, one);
        adamStep(state.a, gradient, state.adam, options);
        sum += loss;
        n += one.b;
      }
      return sum / Math.max(1, n);
    },
    close: () => session.release(),
  };
}

const KIND = 'projection in training';
const Fields = z.object({
  ...{ epoch: z.int(), step: z.int(), bestEpoch: z.int(), bestMrr: z.number() },
  bestRecall: z.object({ hits: z.int(), n: z.int() }),
  curve: z.array(
    z.object({
      ...{ step: z.int(), of: z.int(), trainLoss: z.number() },
      ...{ validationLoss: z.number().nullable(), validationAccuracy: z.number().nullable() },
    }),
  ),
});

export function packState({ a, best, adam, ...rest }: ProjectionState): Uint8Array {
  const { step, mean, square } = adam;
  return packModel(KIND, { ...rest, step }, { a, best, mean, square });
}

export function unpackState(bytes: Uint8Array): ProjectionState {
  const { fields, arrays } = unpackModel(KIND, bytes);
  const { step, ...rest } = Fields.parse(fields);
  const { a, best, mean, square } = z
    .object({
      ...{ a: z.instanceof(Float32Array), best: z.instanceof(Float32Array) },
      ...{ mean: z.instanceof(Float32Array), square: z.instanceof(Float32Array) },
    })
    .parse(arrays);
  return { ...rest, a, best, adam: { step, mean, square } };
}
