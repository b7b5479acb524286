import { type Benchmark, progress, type Table } from '../harness/report.ts';
import { tuned } from './measure.ts';
import { absent } from './peer.ts';
import { overSeeds, SEEDS } from './seeds.ts';
import { banking77, clinc150 } from './sets.ts';
import { splitBySeed } from './split.ts';
import { measureSet } from './tags.ts';
import { embedded } from './vectors.ts';

/** `npm run bench -- tuning-intents`. */
export const benchmark: Benchmark = {
  title: 'Intents: zero-shot against tuned, and silence where nothing applies',
  packages: ['onnxruntime-node'],
  async run() {
    const { tables, targets } = await measureSet(banking77(), 0.918, [Number.POSITIVE_INFINITY]);
    return {
      tables: [...tables, await silence()],
      targets,
      notes: [
        ...absent(),
        'banking77: its training half, texts that occur twice kept once, split by seed into 70 % training, 10 % validation and 20 % test, class by class. The official test half is kept aside.',
        'clinc150: its training and validation halves and their questions out of scope, split likewise. The score that decides on silence, and its threshold, come from the validation split: the threshold answers 95 % of its questions in scope.',
        'Mean over 5 seeds with the 95 % interval of the mean (Student, 4 degrees of freedom).',
      ],
    };
  },
};

async function silence(): Promise<Table> {
  const set = clinc150();
  const vectors = await embedded(set.name, set.texts);
  const found = {
    accuracy: [] as number[],
    recall: [] as number[],
    coverage: [] as number[],
    cpu: [] as number[],
  };
  const chosen: string[] = [];
  for (const seed of SEEDS) {
    const { measured, report } = await tuned(splitBySeed(set, vectors, seed), seed, { coverage: 0.95 });
    const { recall, coverage } = report.outOfScope?.test ?? {
      recall: { hits: 0, n: 1 },
      coverage: { hits: 0, n: 1 },
    };
    found.accuracy.push(measured.accuracy);
    found.cpu.push(measured.cpu);
    found.recall.push(recall.hits / recall.n);
    found.coverage.push(coverage.hits / coverage.n);
    chosen.push(report.abstention.score);
    progress(
      `clinc150, seed ${seed}: ${measured.accuracy.toFixed(4)}, out of scope found ${recall.hits} of ${recall.n} by ${chosen.at(-1)}`,
    );
  }
  const row = (what: string, values: readonly number[]) => {
    const { mean, interval } = overSeeds(values);
    return { what, mean, '95 %': interval };
  };
  return {
    title: `clinc150: ${set.texts.length} texts; score chosen: ${[...new Set(chosen)].join(', ')}`,
    rows: [
      row('accuracy in scope', found.accuracy),
      row('share in scope answered (95 % asked for)', found.coverage),
      row('out of scope met with silence', found.recall),
      row('CPU seconds', found.cpu),
    ],
  };
}
