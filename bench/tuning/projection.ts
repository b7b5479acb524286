import { PROJECTION_DEFAULTS } from '../../src/tuning/trainers/defaults.ts';
import { seeded, shuffled } from '../../src/tuning/trainers/numeric/random.ts';
import { learnProjection } from '../../src/tuning/trainers/projection/learn-projection.ts';
import type { ProjectionInput, Retrieval } from '../../src/tuning/trainers/projection/projection.ts';
import type { Count, Matrix, Split } from '../../src/tuning/trainers/trainer.ts';
import { xquad } from '../harness/data.ts';
import { type Benchmark, progress, type Table } from '../harness/report.ts';
import { overSeeds, SEEDS } from './seeds.ts';
import { banking77, bitext, type Labelled } from './sets.ts';
import { embedded } from './vectors.ts';

/** `npm run bench -- tuning-projection`. */
export const benchmark: Benchmark = {
  title: 'The embedding space before and after contrastive tuning',
  packages: ['onnxruntime-node'],
  async run() {
    const tables = [await compare('xquad en: question → paragraph', await questions())];
    for (const set of [banking77(), bitext()])
      tables.push(
        await compare(`${set.name}: question → a question with the same intent`, await intents(set)),
      );
    return {
      tables,
      targets: [],
      notes: [
        'xquad: paragraphs are split by seed into 60 % training, 20 % validation, 20 % test with all their questions; test questions search among test paragraphs, none of which training has seen.',
        'Intents: texts are split by seed into 60 / 20 / 20 %, and half of each split asks for the other half. The intents are the same in all splits: what carries over is to new wordings, not to new intents.',
        'Mean over 5 seeds with the 95 % interval of the mean (Student, 4 degrees of freedom). Epoch and strength are chosen on the validation split.',
      ],
    };
  },
};

type Made = (seed: number) => ProjectionInput;

async function questions(): Promise<Made> {
  const { documents, questions: asked } = xquad('en');
  const vectors = await embedded(
    'xquad-questions',
    asked.map((one) => one.text),
  );
  const paragraphs = await embedded('xquad-paragraphs', documents);
  return (seed) => {
    const split = splits(documents.length, seed);
    return {
      ...{ queries: vectors, queryGroups: asked.map((one) => one.document) },
      querySplits: asked.map((one) => split[one.document] ?? 'train'),
      ...{ documents: paragraphs, documentGroups: [...documents.keys()], documentSplits: split },
    };
  };
}

async function intents(set: Labelled): Promise<Made> {
  const vectors = await embedded(set.name, set.texts);
  const names = [...new Set(set.labels)];
  const groups = set.labels.map((label) => names.indexOf(label));
  return (seed) => {
    const split = splits(groups.length, seed);
    const asks = shuffled([...groups.keys()], seeded(seed + 1_000));
    const half = Math.floor(asks.length / 2);
    const part = (rows: readonly number[]) => ({
      vectors: pick(vectors, rows),
      groups: rows.map((i) => groups[i] ?? 0),
      splits: rows.map((i) => split[i] ?? 'train'),
    });
    const [q, d] = [part(asks.slice(0, half)), part(asks.slice(half))];
    return {
      ...{ queries: q.vectors, queryGroups: q.groups, querySplits: q.splits },
      ...{ documents: d.vectors, documentGroups: d.groups, documentSplits: d.splits },
    };
  };
}

async function compare(title: string, make: Made): Promise<Table> {
  const hooks = { signal: new AbortController().signal, point() {}, checkpoint() {} };
  const runs: { before: Retrieval<Count>; after: Retrieval<Count>; cpu: number; strength: number }[] = [];
  for (const seed of SEEDS) {
    const began = process.cpuUsage();
    const { report } = await learnProjection(make(seed), { ...PROJECTION_DEFAULTS, seed }, hooks);
    const used = process.cpuUsage(began);
    const { before, after } = report.test ?? report.validation;
    runs.push({ before, after, cpu: (used.user + used.system) / 1e6, strength: report.strength });
    progress(
      `${title}, seed ${seed}: recall@1 ${before.recall1.hits} → ${after.recall1.hits} of ${after.recall1.n}, strength ${report.strength}, ${report.curve.length} epochs`,
    );
  }
  const row = (what: string, of: (one: Retrieval<Count>) => number) => {
    const gain = overSeeds(runs.map(({ before, after }) => of(after) - of(before)));
    return {
      what,
      before: overSeeds(runs.map(({ before }) => of(before))).mean,
      after: overSeeds(runs.map(({ after }) => of(after))).mean,
      gain: gain.mean,
      'gain, 95 %': gain.interval,
    };
  };
  const cpu = runs.reduce((sum, run) => sum + run.cpu, 0) / runs.length;
  return {
    title: `${title} (${cpu.toFixed(1)} CPU seconds a training; strength ${runs.map((run) => run.strength).join(', ')})`,
    rows: [
      row('recall@1', ({ recall1 }) => recall1.hits / recall1.n),
      row('recall@5', ({ recallK }) => recallK.hits / recallK.n),
      row('mean reciprocal rank', ({ mrr }) => mrr),
    ],
  };
}

function splits(n: number, seed: number): Split[] {
  const out = new Array<Split>(n).fill('train');
  for (const [place, i] of shuffled([...out.keys()], seeded(seed)).entries())
    out[i] = place < 0.2 * n ? 'test' : place < 0.4 * n ? 'validation' : 'train';
  return out;
}

function pick({ values, columns: d }: Matrix, rows: readonly number[]): Matrix {
  const out = new Float32Array(rows.length * d);
  for (const [r, i] of rows.entries()) out.set(values.subarray(i * d, (i + 1) * d), r * d);
  return { rows: rows.length, columns: d, values: out };
}
