import type { DataClass } from '../contract.ts';
import { gatewayErrors } from '../errors.ts';
import type { Place } from '../family.ts';

/** What nobody labelled. */
export const UNLABELLED: DataClass = 'internal';

/** A model that may be asked, and who serves it. */
export interface Candidate {
  model: string;
  place: Place | undefined;
}

export function mayGo(dataClass: DataClass, { place }: Candidate): boolean {
  return place === undefined || place.dataClasses.includes(dataClass);
}

/**
 * Leaves those models that may see content of this class.
 * @throws 403 when none is left: better no answer than one from somebody who should not have been asked
 */
export function checkEgress(dataClass: DataClass, candidates: readonly Candidate[]): Candidate[] {
  const allowed = candidates.filter((candidate) => mayGo(dataClass, candidate));
  if (allowed.length > 0) return allowed;
  const models = candidates.map(({ model }) => model).join(', ');
  throw gatewayErrors.no_provider_for_class({ dataClass, models });
}
