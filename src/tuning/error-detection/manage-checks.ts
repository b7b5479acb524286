import type { Actor, Download, Tx } from '../../kernel/index.ts';
import type { ErrorChecks } from './bag.ts';
import type { ErrorCheck } from './contract.ts';
import { stringify } from './csv.ts';
import { checkErrors } from './errors.ts';
import { presentCheck } from './present.ts';
import * as store from './store.ts';

export async function listErrorChecks(bag: ErrorChecks, actor: Actor): Promise<{ data: ErrorCheck[] }> {
  return bag.db.in(actor.workspaceId, async (tx) => ({
    data: (await store.listChecks(tx)).map(presentCheck),
  }));
}

export async function getErrorCheck(
  bag: ErrorChecks,
  actor: Actor,
  input: { id: string },
): Promise<ErrorCheck> {
  return bag.db.in(actor.workspaceId, async (tx) => presentCheck(await loadCheck(tx, input.id)));
}

/** A search that has ended stays as it ended. */
export async function cancelErrorCheck(
  bag: ErrorChecks,
  actor: Actor,
  input: { id: string },
): Promise<ErrorCheck> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    await loadCheck(tx, input.id);
    await store.endCheck(tx, input.id, { status: 'cancelled' });
    return presentCheck(await loadCheck(tx, input.id));
  });
}

export async function deleteErrorCheck(bag: ErrorChecks, actor: Actor, input: { id: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, (tx) => store.dropCheck(tx, input.id));
  if (!found) throw checkErrors.unknown_check({ id: input.id });
}

/** The table with what people decided; everything else stands there as it stood in the file. */
export async function exportCorrected(
  bag: ErrorChecks,
  actor: Actor,
  input: { id: string },
): Promise<Download> {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const check = await loadCheck(tx, input.id);
    if (check.kind !== 'table') throw checkErrors.not_a_table();
    const cells = await store.cellsOf(tx, check.id);
    for (const { row, column, correction } of await store.listFindings(tx, { checkId: check.id })) {
      const line = cells[row];
      if (line && correction !== null) line[column] = correction;
    }
    const text = stringify([check.header, ...cells]);
    return {
      filename: `${check.source.replace(/\.\w+$/, '')}-corrected.csv`,
      mediaType: 'text/csv; charset=utf-8',
      bytes: new Uint8Array(Buffer.from(text, 'utf8')),
    };
  });
}

/** @throws when the workspace has no such search */
export async function loadCheck(tx: Tx, id: string): Promise<store.CheckState> {
  const row = await store.findCheck(tx, id);
  if (!row) throw checkErrors.unknown_check({ id });
  return row;
}
