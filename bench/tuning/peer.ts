import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { argmax } from '../../src/tuning/trainers/heads/answer.ts';
import type { Matrix } from '../../src/tuning/trainers/trainer.ts';
import type { Measured } from './seeds.ts';

const PYTHON = fileURLToPath(new URL('../.cache/venv/bin/python', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./peer.py', import.meta.url));
const Said = z.object({ hits: z.int(), n: z.int(), seconds: z.number(), cpu: z.number() });

interface Known {
  x: Matrix;
  targets: Matrix;
}

/** What a reader must know when the peer was not there to be compared with. */
export function absent(): string[] {
  return existsSync(PYTHON)
    ? []
    : ['scikit-learn was not installed here, so its rows are missing; bench/tuning/peer.py says how.'];
}

/** scikit-learn on the same frozen vectors; undefined when it is not installed (bench/tuning/peer.py says how). */
export function scikitLearn(train: Known, test: Known, c: number): Measured | undefined {
  if (!existsSync(PYTHON)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'sevenfold-peer-'));
  for (const [name, { x, targets }] of Object.entries({ train, test })) {
    const k = targets.columns;
    const y = Int32Array.from({ length: targets.rows }, (_, r) =>
      argmax(targets.values.subarray(r * k, (r + 1) * k)),
    );
    writeFileSync(join(folder, `${name}.f32`), x.values);
    writeFileSync(join(folder, `${name}.i32`), y);
  }
  const out = execFileSync(PYTHON, [SCRIPT, folder, String(train.x.columns), String(c)]);
  rmSync(folder, { recursive: true });
  const { hits, n, ...spent } = Said.parse(JSON.parse(out.toString()));
  return { accuracy: hits / n, ...spent };
}
