import { type Call, errors } from '../../kernel/index.ts';
import { DATA_CLASSES, type DataClass } from '../contract.ts';
import { UNLABELLED } from './check-egress.ts';

const HEADER = 'sevenfold-data-class';

/** The class that the caller says the request is of. A word that is none is refused: taken for less, it would leak. */
export function dataClassOf(call: Call): DataClass {
  const said = call.header(HEADER);
  if (said === null) return UNLABELLED;
  const known = DATA_CLASSES.find((one) => one === said.trim().toLowerCase());
  if (!known) throw errors.invalid({ where: HEADER, problem: `must be one of ${DATA_CLASSES.join(', ')}` });
  return known;
}
