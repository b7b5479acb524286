import type { DataClass } from '../contract.ts';
import { toClass } from './data-class-of.ts';
import { strictest, UNLABELLED } from './strictest.ts';

/** What a caller may write beside the content of a message, and no provider gets to see. */
const MARK = 'sevenfold';

/**
 * Messages or items may say what class their content is of: `{"role": "tool", …, "sevenfold": {"data_class":
 * "confidential"}}`, so that the result of one tool need not make everything confidential that was said before it. Takes
 * the marks out and adds the strictest of them to what the caller said of the whole.
 */
export function takeMarks<T extends Record<string, unknown>>(
  request: T,
  said: DataClass | undefined,
): { request: T; dataClass: DataClass | undefined } {
  const field = Array.isArray(request.messages) ? 'messages' : 'input';
  const items = request[field];
  if (!Array.isArray(items) || !items.some(isMarked)) return { request, dataClass: said };
  let dataClass = said ?? UNLABELLED;
  const bare = items.map((item, i) => {
    if (!isMarked(item)) return item;
    const { [MARK]: mark, ...rest } = item;
    const of = toClass(classIn(mark), `body.${field}.${i}.${MARK}.data_class`);
    dataClass = strictest(dataClass, of);
    return rest;
  });
  return { request: { ...request, [field]: bare }, dataClass };
}

/** Also by what is no mark: left in place, it would go out, and count for nothing. */
function isMarked(item: unknown): item is Record<string, unknown> & { [MARK]: unknown } {
  return typeof item === 'object' && item !== null && MARK in item;
}

function classIn(mark: unknown): unknown {
  return typeof mark === 'object' && mark !== null && 'data_class' in mark ? mark.data_class : undefined;
}
