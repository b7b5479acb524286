import { type Call, errors } from '../../kernel/index.ts';
import { DATA_CLASSES, type DataClass } from '../contract.ts';

const HEADER = 'sevenfold-data-class';

/** The class that the caller says the request is of, if they say one. A word that is none is refused: taken for less, it would leak. */
export function dataClassOf(call: Pick<Call, 'header'>): DataClass | undefined {
  const said = call.header(HEADER);
  return said === null ? undefined : toClass(said, HEADER);
}

/** @throws 400 for what is no class */
export function toClass(said: unknown, where: string): DataClass {
  const known = DATA_CLASSES.find((one) => typeof said === 'string' && one === said.trim().toLowerCase());
  if (!known) throw errors.invalid({ where, problem: `must be one of ${DATA_CLASSES.join(', ')}` });
  return known;
}
