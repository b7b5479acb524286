import { and, asc, eq, inArray } from 'drizzle-orm';
import { newId, type Tx } from '../../kernel/index.ts';
import { proposals } from '../schema.ts';

export type ProposalRow = typeof proposals.$inferSelect;

type Reason = ProposalRow['reason'];

/** How much a reason says of what was wrong: a correction carries the right answer, a sample nothing. */
const STRENGTH: Record<Reason, number> = { sampled: 0, abstained: 1, thumb_down: 2, correction: 3 };

/** One proposal per run. While it is open the newest of the strongest reasons stands: a thumb must not take a correction away. */
export async function propose(tx: Tx, values: Omit<typeof proposals.$inferInsert, 'id'>): Promise<void> {
  const { reason, item, consent, redactions, duplicateOf } = values;
  const reasons = Object.keys(STRENGTH) as Reason[];
  const noStronger = reasons.filter((one) => STRENGTH[one] <= STRENGTH[reason]);
  await tx
    .insert(proposals)
    .values({ id: newId('prop'), ...values })
    .onConflictDoUpdate({
      target: [proposals.workspaceId, proposals.runId],
      set: { reason, item, consent, redactions, duplicateOf },
      setWhere: and(eq(proposals.status, 'open'), inArray(proposals.reason, noStronger)),
    });
}

export function openProposals(tx: Tx, app?: string): Promise<ProposalRow[]> {
  return tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.status, 'open'), app ? eq(proposals.appSlug, app) : undefined))
    .orderBy(asc(proposals.id))
    .limit(500);
}

/** Those that a person made examples of. */
export function acceptedProposals(tx: Tx, app?: string): Promise<ProposalRow[]> {
  return tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.status, 'accepted'), app ? eq(proposals.appSlug, app) : undefined))
    .orderBy(asc(proposals.id));
}

/** What was said of consent and data class when some runs were proposed. */
export function proposalsOf(tx: Tx, runIds: readonly string[]): Promise<ProposalRow[]> {
  return tx
    .select()
    .from(proposals)
    .where(inArray(proposals.runId, [...runIds]));
}

export async function proposalOf(tx: Tx, runId: string): Promise<ProposalRow | undefined> {
  return (await tx.select().from(proposals).where(eq(proposals.runId, runId)))[0];
}

/** The open proposal, locked: two people deciding at once decide one after the other. */
export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  const rows = await tx
    .select()
    .from(proposals)
    .where(and(eq(proposals.id, id), eq(proposals.status, 'open')))
    .for('update');
  return rows[0];
}

export async function decideProposal(tx: Tx, id: string, status: 'accepted' | 'rejected'): Promise<void> {
  await tx.update(proposals).set({ status }).where(eq(proposals.id, id));
}
