import type { Actor } from '../../kernel/index.ts';
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
export async function checkEgress(
  refusals: Refusals,
  { actor, ...outgoing }: Outgoing,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const { dataClass } = outgoing;
  const allowed = candidates.filter((candidate) => mayGo(dataClass, candidate));
  if (allowed.length > 0) return allowed;
  const models = candidates.map(({ model }) => model);
  await refusals.note(actor, { ...outgoing, models });
  throw gatewayErrors.no_provider_for_class({ dataClass, models: models.join(', ') });
}
