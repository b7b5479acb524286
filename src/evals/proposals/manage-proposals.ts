import { findRun, mayReadRun } from '../../apps/index.ts';
import { isLower } from '../../gateway/index.ts';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import { type Actor, errors, type Tx } from '../../kernel/index.ts';
import type { Evals } from '../bag.ts';
import type * as contract from '../contract.ts';
import type { ExampleItem } from '../contract.ts';
import { loadDataset } from '../datasets/manage-datasets.ts';
import { evalErrors } from '../errors.ts';
import { maySee } from '../may-see.ts';
import { openVersion } from '../store/datasets.ts';
import { evalsOfApp } from '../store/evals.ts';
import { addExamples } from '../store/examples.ts';
import * as store from '../store/proposals.ts';
import { proposeRun as proposeRunAs } from './propose.ts';

type Proposal = OutputOf<typeof contract.proposeRun>;

export async function listProposals(bag: Evals, actor: Actor, input: { app?: string }) {
  const rows = await bag.db.in(actor.workspaceId, (tx) => store.openProposals(tx, input.app));
  return { data: rows.filter((row) => maySee(actor, row)).map(present) };
}

/** Makes it an example of the data set named, or of the one that the app is measured on. */
export async function acceptProposal(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.acceptProposal>,
) {
  const { workspaceId, name: createdBy } = actor;
  return bag.db.in(workspaceId, async (tx) => {
    const proposal = await load(tx, actor, input.id);
    const item = input.item ?? proposal.item;
    if (!measures(item)) throw evalErrors.nothing_expected();
    const slug = input.dataset ?? (await evalsOfApp(tx, proposal.appSlug))[0]?.definition.dataset;
    if (slug === undefined) throw evalErrors.choose_dataset({ app: proposal.appSlug });
    const { id: datasetId, dataClass } = await loadDataset(tx, slug);
    const source = proposal.reason === 'correction' ? 'correction' : 'run';
    const { ids } = await addExamples(tx, await openVersion(tx, datasetId), [
      {
        workspaceId,
        datasetId,
        item,
        source,
        runId: proposal.runId,
        // What came from something stricter stays that, in whatever data set it is.
        dataClass: isLower(dataClass, proposal.dataClass) ? proposal.dataClass : null,
        restrictedTo: proposal.restrictedTo,
        createdBy,
      },
    ]);
    const [exampleId] = ids;
    if (exampleId === undefined) throw evalErrors.example_exists();
    await store.decideProposal(tx, proposal.id, 'accepted');
    return { dataset: slug, exampleId };
  });
}

export async function rejectProposal(bag: Evals, actor: Actor, input: { id: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const { id } = await load(tx, actor, input.id);
    await store.decideProposal(tx, id, 'rejected');
  });
}

export async function proposeRun(bag: Evals, actor: Actor, input: { id: string }): Promise<Proposal> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const run = await findRun(tx, input.id);
    if (!run || !mayReadRun(actor, run)) throw errors.not_found({ what: 'The run' });
    await proposeRunAs(bag, tx, run, { reason: 'sampled' });
    const row = await store.proposalOf(tx, run.id);
    if (!row) throw evalErrors.unknown_proposal();
    if (row.status !== 'open') throw evalErrors.proposal_decided({ status: row.status });
    return present(row);
  });
}

async function load(tx: Tx, actor: Actor, id: string): Promise<store.ProposalRow> {
  const row = await store.lockProposal(tx, id);
  if (!row || !maySee(actor, row)) throw evalErrors.unknown_proposal();
  return row;
}

/** Whether something is known to be right. Else graders skip it, or count it as a question that has an answer. */
function measures({ answer, passages, unanswerable }: ExampleItem): boolean {
  return unanswerable || passages.length > 0 || Boolean(answer?.trim());
}

function present(row: store.ProposalRow): Proposal {
  const { id, runId, reason, item, consent, dataClass, redactions, duplicateOf } = row;
  const createdAt = row.createdAt.toISOString();
  return {
    id,
    app: row.appSlug,
    runId,
    reason,
    item,
    consent,
    dataClass,
    redactions,
    duplicateOf,
    createdAt,
  };
}
