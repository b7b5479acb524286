import type { Actor, Soon } from '../../kernel/index.ts';
import type { DataClass } from '../contract.ts';
import { gatewayErrors } from '../errors.ts';
import type { Place } from '../family.ts';
import type { Refusals } from './refusals.ts';

/** A model that may be asked, and who serves it. */
export interface Candidate {
  model: string;
  place: Place | undefined;
}

/** What would go out, and on whose behalf. */
export interface Outgoing {
  actor: Actor;
  dataClass: DataClass;
  app: string | undefined;
  route: string | undefined;
}

export function mayGo(dataClass: DataClass, { place }: Candidate): boolean {
  return place === undefined || place.dataClasses.includes(dataClass);
}

/**
 * Leaves those models that may see content of this class.
 * @throws 403 when none is left, and puts it on record: better no answer than one from somebody who should not have been asked
 */
export function checkEgress(
  refusals: Refusals,
  outgoing: Outgoing,
  candidates: readonly Candidate[],
): Soon<Candidate[]> {
  const allowed = candidates.filter((candidate) => mayGo(outgoing.dataClass, candidate));
  return allowed.length > 0 ? allowed : refuse(refusals, outgoing, candidates);
}

async function refuse(
  refusals: Refusals,
  { actor, dataClass, app, route }: Outgoing,
  candidates: readonly Candidate[],
): Promise<never> {
  const models = candidates.map(({ model }) => model);
  await refusals.note(actor, { dataClass, app, route, models });
  throw gatewayErrors.no_provider_for_class({ dataClass, models: models.join(', ') });
}
