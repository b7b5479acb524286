import type { TuningJobRow } from '../store/tuning-jobs.ts';

/** `ft:<base>:<suffix>:<id>`; the last ten characters of the id are random enough to be unique in a workspace. */
export function modelName({ base, suffix }: Pick<TuningJobRow, 'base' | 'suffix'>, id: string): string {
  return `ft:${base}:${suffix}:${id.slice(-10)}`;
}
