import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { EVAL_RUN_STATUS } from '../../src/evals/contract.ts';
import { Collection, Ingestion } from '../../src/knowledge/contract.ts';

const Collections = z.object({ data: z.array(Collection) });
const Ingestions = z.object({ data: z.array(Ingestion) });

const EvalRuns = z.object({ data: z.array(z.object({ status: z.enum(EVAL_RUN_STATUS) })) });

/** Reading takes seconds, the first verdict minutes on a small machine. */
const WAIT_MS = 900_000;
const QUIET_LOOKS = 5;

/** Waits until the demo's collections are there, nothing is being read any more and its verdict is known; says what there is. */
export async function waitUntilSeeded(server: {
  url: string;
  key: string;
}): Promise<{ documents: number; passages: number }> {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`${server.url}${path}`, {
      headers: { authorization: `Bearer ${server.key}` },
    });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
    return response.json();
  };
  const deadline = Date.now() + WAIT_MS;
  let quiet = 0;
  let last = '';
  while (Date.now() < deadline) {
    await sleep(1_000);
    const { data: collections } = Collections.parse(await get('/api/collections'));
    let busy = collections.length === 0;
    for (const { id } of collections) {
      const { data } = Ingestions.parse(await get(`/api/collections/${id}/ingestions`));
      busy ||= data.length === 0 || data.some(({ status }) => status === 'open' || status === 'running');
    }
    const { data: runs } = EvalRuns.parse(await get('/api/eval-runs'));
    busy ||= runs.length === 0 || runs.some(({ status }) => status === 'queued' || status === 'running');
    const documents = collections.reduce((sum, one) => sum + one.documents, 0);
    const passages = collections.reduce((sum, one) => sum + one.passages, 0);
    const state = `${collections.length} ${documents} ${passages}`;
    quiet = busy || state !== last ? 0 : quiet + 1;
    last = state;
    if (quiet === QUIET_LOOKS) return { documents, passages };
  }
  throw new Error(`the demo was not complete after ${WAIT_MS / 1_000} s`);
}
