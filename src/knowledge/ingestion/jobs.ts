import type { Kernel } from '../../kernel/index.ts';
import type { IngestInput, Knowledge, ReindexInput } from '../bag.ts';
import { dropIndex, rebuildPage, refreshAll, refreshIndex, settleIndex } from '../search/refresh-index.ts';
import { abandoned, finishIngestion, stopIngestion, unfinished } from '../store/ingestions.ts';
import { ingestBatch } from './ingest-batch.ts';

/**
 * Declares knowledge's durable jobs. `bag` is asked for late, because the jobs are part of it.
 */
export function declareJobs(kernel: Kernel, bag: () => Knowledge): Knowledge['jobs'] {
  const ingest = kernel.durable.job<IngestInput>('ingest', { perProcess: 2 }, async (input, step) => {
    for (let n = 0; await step(`read ${n}`, (signal) => ingestBatch(bag(), input, signal)); n += 1);
    await step('finish', async () => {
      await refreshIndex(bag(), input.workspaceId);
      await settleIndex(bag(), input.workspaceId);
      await kernel.db.in(input.workspaceId, (tx) => finishIngestion(tx, input.ingestionId));
    });
  });
  const reindex = kernel.durable.job<ReindexInput>(
    'reindex',
    { perProcess: 1 },
    async ({ workspaceId }, step) => {
      await step('drop', () => dropIndex(bag(), workspaceId));
      let after: string | undefined = '';
      for (let n = 0; after !== undefined; n += 1) {
        const from: string = after;
        after = await step(`page ${n}`, () => rebuildPage(bag(), workspaceId, from));
      }
      await step('settle', () => settleIndex(bag(), workspaceId));
    },
  );
  // An upload is acknowledged when its rows are committed; if the process died before the job was started, or the job
  // gave up during a long outage, it is started here.
  kernel.durable.reconcile('ingestions', async () => {
    for (const { id, workspaceId } of await kernel.db.system(unfinished))
      await ingest.ensure(id, { workspaceId, ingestionId: id });
  });
  kernel.durable.reconcile('uploads', async () => {
    const livingSince = await kernel.durable.livingSince();
    await kernel.db.system(async (tx) => {
      for (const { id } of await abandoned(tx, livingSince)) await stopIngestion(tx, id, ['open']);
    });
  });
  kernel.durable.reconcile('index', () => refreshAll(bag()));
  return { ingest, reindex };
}
