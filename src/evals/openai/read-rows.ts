import type { DataClass } from '../../gateway/index.ts';
import type { Actor } from '../../kernel/index.ts';
import { errors, refuseUnstorable, type Tx } from '../../kernel/index.ts';
import { readStoredFile } from '../../knowledge/index.ts';
import { type DataSource, MOST_ITEMS, Row } from '../contract-openai-runs.ts';
import type { NewItem } from '../store/wire-items.ts';
import type { CheckItem } from './check-item.ts';
import { needScope } from './scope.ts';

/** A file is read as a whole; a larger one is no test set. */
const MOST_BYTES = 50 * 2 ** 20;

/**
 * The items of a run, in order, each of which fits the eval's schema, and the class of the file that they came from.
 * @throws with the place of the first one that does not.
 */
export async function readRows(
  tx: Tx,
  actor: Actor,
  source: DataSource['source'],
  check: CheckItem,
): Promise<{ items: NewItem[]; dataClass: DataClass | undefined }> {
  if (source.type === 'file_content') {
    const where = (i: number) => `body.data_source.source.content.${i}`;
    return { items: source.content.map((row, i) => checked(row, where(i), check, [])), dataClass: undefined };
  }
  if (source.type !== 'file_id') {
    const problem = `"${source.type}" is not offered: calls of models are not kept here; send the items as file_content or file_id`;
    throw errors.invalid({ where: 'body.data_source.source.type', problem });
  }
  needScope(actor, 'knowledge:read');
  const file = await readStoredFile(tx, actor, source.id, MOST_BYTES);
  const rows = linesOf(file.bytes).map(({ line, text }) =>
    checked(parse(text, `line ${line}`), `line ${line}`, check, file.restrictedTo),
  );
  if (rows.length === 0) throw errors.invalid({ where: 'file', problem: 'has no lines' });
  return { items: rows, dataClass: file.dataClass };
}

function linesOf(bytes: Uint8Array): { line: number; text: string }[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw errors.invalid({ where: 'file', problem: 'is not UTF-8 text' }, cause);
  }
  const lines = text
    .split('\n')
    .map((one, i) => ({ line: i + 1, text: one.trim() }))
    .filter((one) => one.text !== '');
  if (lines.length > MOST_ITEMS)
    throw errors.invalid({ where: 'file', problem: `has more than ${MOST_ITEMS} lines` });
  return lines;
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw errors.invalid({ where, problem: 'is not JSON' }, cause);
  }
}

function checked(row: unknown, where: string, check: CheckItem, restrictedTo: string[][]): NewItem {
  refuseUnstorable(row, where);
  const { data, error } = Row.safeParse(row);
  if (!data) {
    const [issue] = error.issues;
    const at = [where, ...(issue?.path ?? [])].map(String).join('.');
    throw errors.invalid({ where: at, problem: issue?.message ?? 'needs an item' }, error);
  }
  const problem = check(data.item);
  if (problem) throw errors.invalid({ where: `${where}.item`, problem });
  return { item: data.item, given: data.sample ?? null, restrictedTo };
}
