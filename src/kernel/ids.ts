import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** Asked for byte by byte, the system's randomness would be a good part of what a call of a model costs. */
const pool = Buffer.alloc(4_096);
let taken = pool.length;

function random(): number {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const byte = pool[taken] ?? 0;
  taken += 1;
  return byte / 256;
}

const next = monotonicFactory(random);

/** A new id: `<prefix>_<26 characters>`, sortable by creation time within one process. */
export function newId(prefix: string): string {
  return `${prefix}_${next().toLowerCase()}`;
}
