import { createHash } from 'node:crypto';
import { feedbackOf, findRun, type RunListener, type RunRow } from '../../apps/index.ts';
import { strictest } from '../../gateway/index.ts';
import { type Guardrails, hidePersonal } from '../../guardrails/index.ts';
import { groupsNamed } from '../../identity/index.ts';
import type { Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type { ExampleItem, PROPOSAL_REASONS } from '../contract.ts';
import { findDataset } from '../store/datasets.ts';
import { evalsOfApp } from '../store/evals.ts';
import { questionKey, sameQuestion } from '../store/examples.ts';
import { propose } from '../store/proposals.ts';

type Reason = (typeof PROPOSAL_REASONS)[number];

/** One in so many answered runs is looked at by a person even when nobody complained: what goes wrong silently shows there. */
const SAMPLE_ONE_IN = 50;

/** Turns what happens in production into proposed examples, in the transaction that records it. */
export function createProposer(bag: Evals): RunListener {
  return {
    async finished(tx, runId) {
      const run = await findRun(tx, runId);
      if (!run || fromEval(run)) return;
      const reason = run.status === 'abstained' ? 'abstained' : sampled(run) ? 'sampled' : undefined;
      if (reason && (await mayBeTaken(bag, tx, run))) await proposeRun(bag, tx, run, { reason });
    },
    async judged(tx, runId) {
      const run = await findRun(tx, runId);
      // Another program's name says nothing about which of our data sets it belongs to: a person may propose it.
      if (!run || run.source === 'external') return;
      const opinions = await feedbackOf(tx, runId);
      // What somebody else says of a question is no word of the one who asked it.
      const given = opinions.some((one) => one.actorId === run.actorId && complains(one));
      const opinion = opinions.find((one) => one.correction) ?? opinions.find(complains);
      if (!opinion || !(given || (await mayBeTaken(bag, tx, run)))) return;
      const { correction } = opinion;
      const why = correction
        ? { reason: 'correction' as const, correction }
        : { reason: 'thumb_down' as const };
      await proposeRun(bag, tx, run, { ...why, given });
    },
  };
}

/** Whether a run may be proposed though whoever asked said nothing for it: neither they nor the workspace forbade it. */
async function mayBeTaken({ learning }: Evals, tx: Tx, run: RunRow): Promise<boolean> {
  return run.training && (await learning.fromProduction(tx));
}

function complains({ thumb, correction }: { thumb: string | null; correction: string | null }): boolean {
  return thumb === 'down' || Boolean(correction);
}

interface Why {
  reason: Reason;
  correction?: string;
  /** Whoever asked gave it for this; else it is taken under the workspace's policy. */
  given?: boolean;
}

/**
 * Proposes a run as an example, redacted. It is of the class that the run reached, and confidential when only some
 * groups may read what it used.
 */
export async function proposeRun(
  bag: Guardrails,
  tx: Tx,
  run: RunRow,
  { reason, correction, given = false }: Why,
): Promise<void> {
  const question = await hidePersonal(bag, run.question);
  const answer = correction === undefined ? undefined : await hidePersonal(bag, correction);
  const item: ExampleItem = {
    question: question.text,
    answer: answer?.text ?? null,
    passages: [],
    unanswerable: false,
    groups: await askersOf(tx, run.restrictedTo),
    tags: ['from production'],
  };
  await propose(tx, {
    workspaceId: run.workspaceId,
    appSlug: run.appSlug,
    runId: run.id,
    reason,
    item,
    consent: given ? 'given' : 'policy',
    dataClass: strictest(run.dataClass, run.restrictedTo.length > 0 ? 'confidential' : undefined),
    redactions: question.redactions + (answer?.redactions ?? 0),
    duplicateOf: (await findDuplicate(tx, run, item)) ?? null,
    restrictedTo: run.restrictedTo,
  });
}

/**
 * Groups whose member may read all that a run used, no more than needed. Asked as nobody, every version would abstain
 * and the example would measure nothing.
 */
async function askersOf(tx: Tx, restrictedTo: readonly string[][]): Promise<string[]> {
  const chosen = new Set<string>();
  for (const groups of restrictedTo)
    if (groups[0] !== undefined && !groups.some((group) => chosen.has(group))) chosen.add(groups[0]);
  return (await groupsNamed(tx, [...chosen])).map(({ slug }) => slug).sort();
}

/** The question of an example that asks the same, in a data set that this app is measured on. */
async function findDuplicate(tx: Tx, run: RunRow, item: ExampleItem): Promise<string | undefined> {
  const wanted = { key: questionKey(item), restrictedTo: run.restrictedTo };
  for (const { definition } of await evalsOfApp(tx, run.appSlug)) {
    const dataset = await findDataset(tx, definition.dataset);
    const same = dataset && (await sameQuestion(tx, dataset, wanted));
    if (same) return same.item.question;
  }
  return undefined;
}

function fromEval(run: RunRow): boolean {
  return run.actorId.startsWith('eval:');
}

/** By the run's own id: the same run is in the sample or not, however often this is asked. */
function sampled({ id, status }: RunRow): boolean {
  return (
    status === 'answered' && createHash('sha256').update(id).digest().readUInt32BE(0) % SAMPLE_ONE_IN === 0
  );
}
