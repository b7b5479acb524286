import { createHash } from 'node:crypto';
import type { DataClass } from '../../gateway/contract.ts';
import type { Reason, SOURCES } from '../contract.ts';
import type { StoredLine } from './read-lines.ts';

/** What a source offers, before anything is left out. */
export interface Candidate {
  text: string;
  /** Null: a teacher is to give them. */
  labels: string[] | null;
  source: (typeof SOURCES)[number];
  sourceId: string;
  through: string;
  runId: string | null;
  group: string;
  at: Date | null;
  messages: StoredLine | null;
  /** No label is right, and the right answer is to say nothing. */
  outOfScope: boolean;
  dataClass: DataClass;
  restrictedTo: string[][];
}

/** What became of a candidate at once: it goes on, or it must not be kept at all. */
export type Offered = { candidate: Candidate } | { source: Candidate['source']; refused: Reason };

/** Where a line of a file keeps the file: what derives from it is found by that, whoever labelled it. */
export function fileOf(sourceId: string): string | undefined {
  const [file, line] = sourceId.split('#');
  return line === undefined ? undefined : file;
}

/** What the vector of a text is kept under. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
