import { examplesOfVersion } from '../../evals/index.ts';
import type { Kernel } from '../../kernel/index.ts';
import type { ErrorChecks, SearchInput } from './bag.ts';
import { embedTexts } from './embed-texts.ts';
import type { FieldReport } from './fields/find-field-errors.ts';
import { labelled } from './labelled.ts';
import type { LabelReport } from './labels/find-label-errors.ts';
import * as store from './store.ts';
import { findFieldErrorsInThread, findLabelErrorsInThread, SearchFailed } from './thread/search-in-thread.ts';
import type { StoredReason } from './words.ts';

/** More findings than anybody will look at; the surest are kept. */
const MOST_FINDINGS = 20_000;
const WATCH_MS = 1_000;
/** Embedding is most of the work of a search in labels. */
const EMBEDDING = 0.6;

/** Declares the durable job behind a search. `bag` is asked for late, because the job is part of it. */
export function declareSearching(kernel: Kernel, bag: () => ErrorChecks): ErrorChecks['searching'] {
  const job = kernel.durable.job<SearchInput>('error-checks', { perProcess: 1 }, async (input, step) => {
    await step('search', (signal) => search(bag(), input, signal));
  });
  // A search is acknowledged when its row is committed; if the process died before the job started, it is started here.
  kernel.durable.reconcile('error checks', async () => {
    for (const { id, workspaceId } of await kernel.db.system(store.openChecks))
      await job.ensure(id, { workspaceId, checkId: id });
  });
  return job;
}

async function search(
  bag: ErrorChecks,
  { workspaceId, checkId }: SearchInput,
  signal: AbortSignal,
): Promise<void> {
  const check = await bag.db.in(workspaceId, (tx) => store.findCheck(tx, checkId));
  if (!check) return;
  const stop = new AbortController();
  let done = 0;
  // Written by the clock and not by the search, which reports far more often than anybody looks.
  const watch = setInterval(() => void report(bag, workspaceId, checkId, done, stop), WATCH_MS);
  const hooks = {
    signal: AbortSignal.any([signal, stop.signal]),
    progress(share: number) {
      done = share;
    },
  };
  try {
    await (check.kind === 'table' ? searchTable(bag, check, hooks) : searchLabels(bag, check, hooks));
  } catch (error) {
    if (stop.signal.aborted) return;
    if (!(error instanceof SearchFailed)) throw error;
    const problem = error.message;
    await bag.db.in(workspaceId, (tx) => store.endCheck(tx, checkId, { status: 'failed', problem }));
  } finally {
    clearInterval(watch);
  }
}

async function report(
  bag: ErrorChecks,
  workspaceId: string,
  id: string,
  done: number,
  stop: AbortController,
): Promise<void> {
  const goesOn = await bag.db.in(workspaceId, (tx) => store.noteProgress(tx, id, done)).catch(() => true);
  if (!goesOn) stop.abort();
}

interface Hooks {
  signal: AbortSignal;
  progress(share: number): void;
}

async function searchTable(bag: ErrorChecks, check: store.CheckState, hooks: Hooks): Promise<void> {
  const { id: checkId, workspaceId, header: columns, threshold } = check;
  const rows = await bag.db.in(workspaceId, (tx) => store.cellsOf(tx, checkId));
  const options = { threshold, seed: Number(check.seed) };
  const found: FieldReport = await findFieldErrorsInThread({ columns, rows }, options, hooks);
  const findings = found.findings.slice(0, MOST_FINDINGS).map((one, rank) => ({
    ...{ workspaceId, checkId, rank, row: one.row, column: one.column, value: one.value },
    ...{ suggestion: one.repair, score: one.score },
    reasons: one.clues.slice(0, 4).map(({ code, params }): StoredReason => ({ code, params })),
  }));
  await conclude(bag, check, findings, { profiles: found.columns });
}

async function searchLabels(bag: ErrorChecks, check: store.CheckState, hooks: Hooks): Promise<void> {
  const { id: checkId, workspaceId, datasetId, datasetVersion, threshold } = check;
  const all = await bag.db.in(workspaceId, (tx) =>
    examplesOfVersion(tx, datasetId ?? '', datasetVersion ?? 0),
  );
  const examples = labelled(all);
  const [texts, labels] = [examples.map((one) => one.text), examples.map((one) => one.label)];
  const vectors = await embedTexts(bag.minilm, texts, {
    signal: hooks.signal,
    progress: (share) => hooks.progress(EMBEDDING * share),
  });
  const options = { threshold, seed: Number(check.seed) };
  const found = await findLabelErrorsInThread({ texts, labels, vectors }, options, {
    signal: hooks.signal,
    progress: (share) => hooks.progress(EMBEDDING + (1 - EMBEDDING) * share),
  });
  const findings = found.findings.slice(0, MOST_FINDINGS).map((one, rank) => ({
    ...{ workspaceId, checkId, rank, row: examples[one.example]?.place ?? 0, column: -1 },
    exampleId: examples[one.example]?.id ?? null,
    ...{ value: one.given, suggestion: one.suggested, score: one.score },
    reasons: reasonsOf(one, labels),
  }));
  await conclude(bag, check, findings, { confusions: found.confusions, noise: found.noise });
}

function reasonsOf(one: LabelReport['findings'][number], labels: readonly string[]): StoredReason[] {
  const percent = (share: number) => Math.round(share * 1_000) / 10;
  const near = one.neighbours.map(({ example }) => labels[example] ?? '');
  return [
    {
      code: 'label_unlike_class',
      params: {
        ...{ given: one.given, suggested: one.suggested, givenShare: percent(one.probabilityGiven) },
        ...{ suggestedShare: percent(one.probabilitySuggested), usualShare: percent(one.usualOfGiven) },
      },
    },
    { code: 'label_neighbours', params: { labels: near.join(', ') } },
  ];
}

/** Findings and end in one transaction: a search is done with all it found, or not done. */
async function conclude(
  bag: ErrorChecks,
  { id, workspaceId }: store.CheckState,
  findings: Parameters<typeof store.addFindings>[1],
  end: Pick<Partial<store.CheckRow>, 'profiles' | 'confusions' | 'noise'>,
): Promise<void> {
  await bag.db.in(workspaceId, async (tx) => {
    if (await store.endCheck(tx, id, { ...end, status: 'done', progress: 1 }))
      await store.addFindings(tx, findings);
  });
}
