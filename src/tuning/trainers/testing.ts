import { seeded, uniform } from './numeric/random.ts';
import type { HeadInput, Hooks, Split } from './trainer.ts';

const DIMENSIONS = 16;

/** Points around one centre a class, as far apart as `noise` leaves them; a fifth each for validation and test. */
export function clusters({ classes, perClass, noise = 0.6, seed = 1 }: Shape): HeadInput {
  const random = seeded(seed);
  const normal = () =>
    Array.from({ length: 6 }, () => uniform(random) - 0.5).reduce((a, b) => a + b, 0) * 1.4;
  const centres = Array.from({ length: classes }, () => Float64Array.from({ length: DIMENSIONS }, normal));
  const values: number[] = [];
  const labels: string[][] = [];
  const splits: Split[] = [];
  for (let i = 0; i < classes * perClass; i += 1) {
    const centre = centres[i % classes] ?? new Float64Array(DIMENSIONS);
    for (const at of centre) values.push(at + noise * normal());
    labels.push([`class ${i % classes}`]);
    const turn = Math.floor(i / classes) % 5;
    splits.push(turn === 3 ? 'validation' : turn === 4 ? 'test' : 'train');
  }
  const texts = labels.map((_, i) => `text ${i}`);
  const vectors = { rows: texts.length, columns: DIMENSIONS, values: Float32Array.from(values) };
  return { task: 'single', texts, vectors, labels, splits };
}

interface Shape {
  classes: number;
  perClass: number;
  noise?: number;
  seed?: number;
}

/** Hooks that note nothing and never cancel. */
export function quiet(): Hooks {
  return { signal: new AbortController().signal, point() {}, checkpoint() {} };
}
