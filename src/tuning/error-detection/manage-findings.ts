import { examplesById, relabel } from '../../evals/index.ts';
import type { InputOf, OutputOf } from '../../kernel/contract.ts';
import type { Actor, Tx } from '../../kernel/index.ts';
import type { ErrorChecks } from './bag.ts';
import type * as contract from './contract.ts';
import { checkErrors } from './errors.ts';
import { loadCheck } from './manage-checks.ts';
import { presentFinding } from './present.ts';
import * as store from './store.ts';

export async function listFindings(
  bag: ErrorChecks,
  actor: Actor,
  input: InputOf<typeof contract.listFindings>,
): Promise<OutputOf<typeof contract.listFindings>> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const check = await loadCheck(tx, input.id);
    const column = input.column === undefined ? undefined : check.header.indexOf(input.column);
    const { status, after, limit } = input;
    const rows = await store.listFindings(tx, { checkId: check.id, status, column, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    return { data: await present(tx, check, shown), hasMore: rows.length > limit };
  });
}

/**
 * Records what somebody decided. For a label the data set changes with it, in the same transaction: the correction goes
 * into its open version, and what was taken back is put back.
 */
export async function decideFinding(
  bag: ErrorChecks,
  actor: Actor,
  input: InputOf<typeof contract.decideFinding>,
): Promise<contract.Finding> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const finding = await store.lockFinding(tx, input.id);
    if (!finding) throw checkErrors.unknown_finding({ id: input.id });
    const correction = correctionOf(input, finding);
    if (finding.exampleId !== null && correction !== finding.correction)
      await correctLabel(tx, finding, finding.exampleId, correction);
    const open = input.status === 'open';
    const decided = await store.decide(tx, finding.id, {
      status: input.status,
      correction,
      decidedBy: open ? null : actor.name,
      decidedAt: open ? null : new Date(),
    });
    const [shown] = await present(tx, await loadCheck(tx, finding.checkId), [decided ?? finding]);
    if (!shown) throw checkErrors.unknown_finding({ id: input.id });
    return shown;
  });
}

function correctionOf(
  input: InputOf<typeof contract.decideFinding>,
  finding: store.FindingRow,
): string | null {
  if (input.status === 'corrected') return input.correction;
  if (input.status !== 'confirmed') return null;
  if (finding.suggestion === null) throw checkErrors.nothing_suggested();
  return finding.suggestion;
}

async function correctLabel(tx: Tx, finding: store.FindingRow, exampleId: string, correction: string | null) {
  const changed = await relabel(tx, exampleId, {
    expected: finding.correction ?? finding.value,
    label: correction ?? finding.value,
  });
  if (!changed) throw checkErrors.example_gone();
}

/** Findings with the row that they stand in, or the text of the example. */
async function present(tx: Tx, check: store.CheckState, rows: readonly store.FindingRow[]) {
  const cells = await store.rowsAt(
    tx,
    check.id,
    rows.filter((one) => one.column >= 0).map((one) => one.row),
  );
  const texts = await examplesById(
    tx,
    rows.flatMap((one) => one.exampleId ?? []),
  );
  return rows.map((row) => {
    const text = row.exampleId === null ? undefined : texts.get(row.exampleId);
    const context = text === undefined ? (cells.get(row.row) ?? []) : [text];
    return presentFinding(row, check.header, context);
  });
}
