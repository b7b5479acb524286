import { HEAD_DEFAULTS } from '../../src/tuning/trainers/defaults.ts';
import { argmax } from '../../src/tuning/trainers/heads/answer.ts';
import { take, targetsOf } from '../../src/tuning/trainers/heads/classes.ts';
import { descend, PRECISE, ridge } from '../../src/tuning/trainers/heads/fit.ts';
import { learnHead } from '../../src/tuning/trainers/heads/learn-head.ts';
import { openLayer } from '../../src/tuning/trainers/numeric/layer.ts';
import type { HeadInput, HeadOptions } from '../../src/tuning/trainers/trainer.ts';
import { scikitLearn } from './peer.ts';
import type { Measured } from './seeds.ts';

/** The C of the comparison with scikit-learn: nobody chooses, both fit the same function from zero to the same tolerance. */
const SAME_C = 10;
const MOST_STEPS = 1_000;

/** Trains as a job would. Seconds are those of the clock, CPU seconds those of the process: on a busy machine only these compare. */
export async function tuned(input: HeadInput, seed: number, options: Partial<HeadOptions> = {}) {
  const hooks = { signal: new AbortController().signal, point() {}, checkpoint() {} };
  const used = stopwatch();
  const { report } = await learnHead(input, { ...HEAD_DEFAULTS, ...options, seed }, hooks);
  const accuracy = (report.test?.accuracy.hits ?? 0) / (report.test?.accuracy.n ?? 1);
  const measured: Measured = { accuracy, ...used() };
  return { measured, report };
}

/** The same softmax regression here and in scikit-learn: frozen vectors alone, training and validation rows together. */
export async function beside(input: HeadInput): Promise<{ ours: Measured; peer: Measured | undefined }> {
  const inside = input.labels.flatMap((labels, i) => (labels.length > 0 ? [i] : []));
  const learn = inside.filter((i) => input.splits[i] !== 'test');
  const ask = inside.filter((i) => input.splits[i] === 'test');
  const classes = [...new Set(learn.flatMap((i) => input.labels[i] ?? []))].sort();
  const [x, asked] = [take(input.vectors, learn), take(input.vectors, ask)];
  const [targets, wanted] = [targetsOf(input, learn, classes), targetsOf(input, ask, classes)];
  const weights = new Float32Array(learn.length).fill(1);
  const learned = async () => {
    const layer = await openLayer('softmax', classes.length, 1, async () => {});
    const found = await descend(
      layer.bind({ dense: x, sparse: null, targets, weights }).objective(ridge(SAME_C, learn.length)),
      new Float32Array((x.columns + 1) * classes.length),
      { maxSteps: MOST_STEPS, ...PRECISE },
    );
    return { layer, found };
  };
  // Each side fits twice and the second counts: a training makes dozens of fits, and the first of a process compiles its code.
  await (await learned()).layer.close();
  const used = stopwatch();
  const { layer, found } = await learned();
  const spent = used();
  const logits = await layer.logits({ dense: asked, sparse: null }, found);
  await layer.close();
  const k = classes.length;
  const right = ask.filter(
    (_, r) => wanted.values[r * k + argmax(logits.values.subarray(r * k, (r + 1) * k))],
  );
  return {
    ours: { accuracy: right.length / ask.length, ...spent },
    peer: scikitLearn({ x, targets }, { x: asked, targets: wanted }, SAME_C),
  };
}

function stopwatch(): () => { seconds: number; cpu: number } {
  const began = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - began) / 1_000, cpu: (user + system) / 1e6 };
  };
}
