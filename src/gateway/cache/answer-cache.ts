import type { Database, Log } from '../../kernel/index.ts';
import { dot } from '../local/minilm/dot.ts';
import type { KeptAnswer } from './kept-answer.ts';
import { mayMeanTheSame } from './likeness.ts';
import { type Entry, keepRecent, sizeOf } from './recent.ts';
import * as store from './store.ts';

/** A question as it is compared with others. */
export interface Question {
  /** Hash of everything but its words. */
  scope: string;
  text: string;
  vector: Float32Array;
}

export type Found = Entry & { how: 'exact' | 'semantic' };

/** Answers that routes keep: in PostgreSQL for all processes, the latest also in memory. */
export interface AnswerCache {
  exact(workspaceId: string, key: string): Promise<Found | undefined>;
  /** The most similar question's answer, from `similarity` (a cosine) on. */
  alike(workspaceId: string, question: Question, similarity: number): Promise<Found | undefined>;
  /** Found at once by this process, and by the others once it is written. */
  keep(entry: NewEntry): void;
  flush(): Promise<void>;
}

export interface NewEntry {
  workspaceId: string;
  route: string;
  key: string;
  provider: string;
  model: string;
  seconds: number;
  answer: KeptAnswer;
  /** Absent: only the same request gets this answer. */
  question: Question | undefined;
}

const IN_MEMORY = 16 * 2 ** 20;
const FLUSH_MS = 250;
/** What is not written by then is not kept: answers are to be had again. */
const MOST_WAITING = 2_000;
const MOST_KEPT = 256 * 2 ** 20;
const TIDY_MS = 60_000;

export function openAnswerCache(db: Database, log: Log): AnswerCache & { tidy(): Promise<void> } {
  const recent = keepRecent(IN_MEMORY);
  const waiting = new Map<string, store.KeptRow>();
  let timer: NodeJS.Timeout | undefined;
  let tidied = 0;
  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    const rows = [...waiting.values()];
    waiting.clear();
    if (rows.length === 0) return;
    try {
      await db.system((tx) => store.insertKept(tx, rows));
    } catch (error) {
      log.warn({ err: error, answers: rows.length }, 'answers of models could not be kept');
    }
  };
  const remember = (key: string, row: store.KeptRow): Entry => {
    const { answer, provider, model, expiresAt } = row;
    const entry = { answer, provider, model, until: expiresAt.getTime() };
    recent.set(key, entry);
    return entry;
  };
  const read = async (workspaceId: string, key: string): Promise<Entry | undefined> => {
    const known = recent.get(key);
    if (known) return known;
    const row = await db.in(workspaceId, (tx) => store.findKept(tx, key));
    return row && remember(key, row);
  };
  return {
    async exact(workspaceId, key) {
      const entry = await read(workspaceId, key);
      return entry && { ...entry, how: 'exact' };
    },
    async alike(workspaceId, { scope, text, vector }, similarity) {
      const others = await db.in(workspaceId, (tx) => store.alikeQuestions(tx, scope));
      let best: { key: string; likeness: number } | undefined;
      for (const { key, question, vector: bytes } of others) {
        const likeness = bytes ? dot(vector, floatsOf(bytes)) : 0;
        if (likeness < similarity || likeness <= (best?.likeness ?? 0)) continue;
        if (question !== null && mayMeanTheSame(text, question)) best = { key, likeness };
      }
      const entry = best && (await read(workspaceId, best.key));
      return entry && { ...entry, how: 'semantic' };
    },
    keep({ workspaceId, key, seconds, answer, question, ...rest }) {
      const row = {
        ...{ workspaceId, key, answer, ...rest, size: sizeOf(answer) },
        ...{ scope: question?.scope ?? null, question: question?.text ?? null },
        vector: question ? Buffer.from(Float32Array.from(question.vector).buffer) : null,
        expiresAt: new Date(Date.now() + seconds * 1_000),
      };
      remember(key, row);
      if (waiting.size >= MOST_WAITING) return;
      waiting.set(`${workspaceId}/${key}`, row);
      timer ??= setTimeout(() => void write(), FLUSH_MS);
    },
    flush: write,
    async tidy() {
      if (Date.now() - tidied < TIDY_MS) return;
      tidied = Date.now();
      await db.system((tx) => store.tidyKept(tx, MOST_KEPT));
    },
  };
}

function floatsOf(bytes: Uint8Array): Float32Array {
  // A copy, because a Float32Array must begin at a multiple of four of its buffer.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
