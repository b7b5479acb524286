import { createHash } from 'node:crypto';
import { feedbackOf, findRun, type RunListener, type RunRow } from '../../apps/index.ts';
import { strictest } from '../../gateway/index.ts';
import { type Guardrails, hidePersonal } from '../../guardrails/index.ts';
import type { Tx } from '../../kernel/index.ts';
import type { ExampleItem, PROPOSAL_REASONS } from '../contract.ts';
import { findDataset } from '../store/datasets.ts';
import { evalsOfApp } from '../store/evals.ts';
import { questionKey, sameQuestion } from '../store/examples.ts';
import { propose } from '../store/proposals.ts';

type Reason = (typeof PROPOSAL_REASONS)[number];

/** One in so many answered runs is looked at by a person even when nobody complained: what goes wrong silently shows there. */
const SAMPLE_ONE_IN = 50;

/** Turns what happens in production into proposed examples, in the transaction that records it. */
export function createProposer(bag: Guardrails): RunListener {
  return {
    async finished(tx, runId) {
      const run = await findRun(tx, runId);
      if (!run || fromEval(run)) return;
      if (run.status === 'abstained') await proposeRun(bag, tx, run, 'abstained');
      else if (run.status === 'answered' && sampled(run.id)) await proposeRun(bag, tx, run, 'sampled');
    },
    async judged(tx, runId) {
      const run = await findRun(tx, runId);
      // Another program's name says nothing about which of our data sets it belongs to: a person may propose it.
      if (!run || run.source === 'external') return;
      const [opinion] = await feedbackOf(tx, runId);
      if (opinion?.correction) await proposeRun(bag, tx, run, 'correction', opinion.correction);
      else if (opinion?.thumb === 'down') await proposeRun(bag, tx, run, 'thumb_down');
    },
  };
}

/**
 * Proposes a run as an example, redacted. Who gave feedback gave it for this; anything else is taken under the
 * workspace's policy. It is of the class that the run reached, and confidential when only some groups may read what it used.
 */
export async function proposeRun(
  bag: Guardrails,
  tx: Tx,
  run: RunRow,
  reason: Reason,
  correction?: string,
): Promise<void> {
  const question = await hidePersonal(bag, run.question);
  const answer = correction === undefined ? undefined : await hidePersonal(bag, correction);
  const item: ExampleItem = {
    question: question.text,
    answer: answer?.text ?? null,
    passages: [],
    unanswerable: false,
    groups: [],
    tags: ['from production'],
  };
  await propose(tx, {
    workspaceId: run.workspaceId,
    appSlug: run.appSlug,
    runId: run.id,
    reason,
    item,
    consent: reason === 'thumb_down' || reason === 'correction' ? 'given' : 'policy',
    dataClass: strictest(run.dataClass, run.restrictedTo.length > 0 ? 'confidential' : undefined),
    redactions: question.redactions + (answer?.redactions ?? 0),
    duplicateOf: (await findDuplicate(tx, run.appSlug, item)) ?? null,
    restrictedTo: run.restrictedTo,
  });
}

/** The question of an example that asks the same, in a data set that this app is measured on. */
async function findDuplicate(tx: Tx, app: string, item: ExampleItem): Promise<string | undefined> {
  for (const { definition } of await evalsOfApp(tx, app)) {
    const dataset = await findDataset(tx, definition.dataset);
    const same = dataset && (await sameQuestion(tx, dataset, questionKey(item)));
    if (same) return same.item.question;
  }
  return undefined;
}

function fromEval(run: RunRow): boolean {
  return run.actorId.startsWith('eval:');
}

/** By the run's own id: the same run is in the sample or not, however often this is asked. */
function sampled(runId: string): boolean {
  return createHash('sha256').update(runId).digest().readUInt32BE(0) % SAMPLE_ONE_IN === 0;
}
