import { Worker } from 'node:worker_threads';
import { HIDDEN } from './graph.ts';
import type { EmbedReply, EmbedRequest, WorkerOptions } from './messages.ts';

/** The vectors of some texts, with what the model made of them. */
export interface Embedding {
  vector: Float32Array;
  tokens: number;
  /** Tokens that the model's vocabulary does not know. */
  unknown: number;
}

export interface MiniLm {
  /**
   * Embeds texts (each cut at 256 tokens) into 384 dimensions.
   * @param urgent a person waits for it: goes ahead of bulk work such as ingestion.
   */
  embed(texts: readonly string[], urgent?: boolean): Promise<Embedding[]>;
  close(): Promise<void>;
}

interface Task {
  texts: string[];
  resolve: (embeddings: Embedding[]) => void;
  reject: (error: Error) => void;
}

/** Texts handed to the thread at a time: an urgent text waits for at most this many passages (about 50 ms). */
const SLICE = 8;
const ENDED = 'the embedding thread ended';

/** The local embedding model; its thread starts with the first text and is started again if it dies. */
export function createMiniLm(options: WorkerOptions): MiniLm {
  const urgentTasks: Task[] = [];
  const bulkTasks: Task[] = [];
  let worker: Worker | undefined;
  let running: Task | undefined;
  let nextId = 0;
  /** Set while it closes: called once nothing is computed any more. */
  let idle: (() => void) | undefined;

  const start = () => {
    const made = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options });
    made.on('message', (reply: EmbedReply) => settle(reply));
    made.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    made.on('exit', () => {
      if (worker === made) worker = undefined;
      fail(new Error(ENDED));
    });
    return made;
  };
  const fail = (error: Error) => {
    running?.reject(error);
    running = undefined;
    advance();
  };
  const settle = (reply: EmbedReply) => {
    const task = running;
    running = undefined;
    if ('error' in reply) task?.reject(new Error(reply.error));
    else task?.resolve(split(reply));
    advance();
  };
  const advance = () => {
    if (running) return;
    running = urgentTasks.shift() ?? bulkTasks.shift();
    // An idle thread must not keep a command from ending, a busy one must.
    if (!running) {
      idle?.();
      return worker?.unref();
    }
    worker ??= start();
    worker.ref();
    nextId += 1;
    const request: EmbedRequest = { id: nextId, texts: running.texts };
    worker.postMessage(request);
  };
  const enqueue = (queue: Task[], texts: string[]) =>
    new Promise<Embedding[]>((resolve, reject) => {
      if (idle) return reject(new Error(ENDED));
      queue.push({ texts, resolve, reject });
      advance();
    });

  return {
    async embed(texts, urgent = false) {
      const queue = urgent ? urgentTasks : bulkTasks;
      const slices: Promise<Embedding[]>[] = [];
      for (let i = 0; i < texts.length; i += SLICE) slices.push(enqueue(queue, texts.slice(i, i + SLICE)));
      return (await Promise.all(slices)).flat();
    },
    async close() {
      for (const task of [...urgentTasks.splice(0), ...bulkTasks.splice(0)]) task.reject(new Error(ENDED));
      // Ended in the middle of a computation, the native code brings the whole process down: the slice at hand ends first.
      if (running) {
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      }
      idle = undefined;
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}

function split(reply: Exclude<EmbedReply, { error: string }>): Embedding[] {
  return reply.tokens.map((tokens, i) => ({
    vector: reply.vectors.subarray(i * HIDDEN, (i + 1) * HIDDEN),
    tokens,
    unknown: reply.unknown[i] ?? 0,
  }));
}
