import { findRuns, mayReadRun, type RunRow } from '../../apps/index.ts';
import { type ProposalRow, proposalsOf } from '../../evals/index.ts';
import { type DataClass, strictest, UNLABELLED } from '../../gateway/index.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { Reason, TrainingPolicy } from '../contract.ts';

/** What is known of the runs that examples came from. */
export interface Origins {
  runs: ReadonlyMap<string, Pick<RunRow, 'id' | 'actorId' | 'training' | 'restrictedTo' | 'dataClass'>>;
  proposals: ReadonlyMap<string, ProposalRow>;
}

export async function originsOf(tx: Tx, runIds: readonly string[]): Promise<Origins> {
  const ids = [...new Set(runIds)];
  const runs = new Map<string, RunRow>();
  const proposals = new Map<string, ProposalRow>();
  for (let i = 0; i < ids.length; i += 5_000) {
    const some = ids.slice(i, i + 5_000);
    for (const run of await findRuns(tx, some)) runs.set(run.id, run);
    for (const proposal of await proposalsOf(tx, some)) proposals.set(proposal.runId, proposal);
  }
  return { runs, proposals };
}

export interface Permission {
  refused: Reason | null;
  dataClass: DataClass;
  restrictedTo: string[][];
}

/**
 * Whether content of a run may be learned from: nobody said no, the workspace's policy allows it, and whoever builds the
 * training set may read it. A run that was deleted took its consent with it.
 * @param given somebody corrected or liked the run, which is consent for this
 */
export function permission(
  actor: Actor,
  policy: TrainingPolicy,
  { runs, proposals }: Origins,
  { runId, given }: { runId: string; given: boolean },
): Permission {
  const run = runs.get(runId);
  const proposal = proposals.get(runId);
  const restrictedTo = run?.restrictedTo ?? [];
  const dataClass = strictest(
    run?.dataClass ?? UNLABELLED,
    proposal?.dataClass,
    restrictedTo.length > 0 ? 'confidential' : null,
  );
  const consent = given || proposal?.consent === 'given';
  const why = (): Reason | null => {
    if (!run || policy.runs === 'none') return 'no_consent';
    if (!run.training) return 'not_for_training';
    if (!consent && policy.runs !== 'any') return 'no_consent';
    if (!mayReadRun(actor, run)) return 'not_readable';
    return policy.dataClasses.includes(dataClass) ? null : 'data_class';
  };
  return { refused: why(), dataClass, restrictedTo };
}
