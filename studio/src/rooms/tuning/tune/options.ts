import type { Sent } from '../../../client/endpoints.ts';

type Options = NonNullable<NonNullable<Sent<'POST /api/tuning/jobs'>['body']>['options']>;

/** What can be said beside the data, while it is typed. */
export interface TypedOptions {
  classWeights: 'balanced' | 'none';
  /** When to abstain: never, below a share of the texts, or below a precision; the figure is a percentage. */
  abstain: 'never' | 'coverage' | 'precision';
  percent: string;
  seed: string;
}

export const NO_OPTIONS: TypedOptions = {
  classWeights: 'none',
  abstain: 'never',
  percent: '90',
  seed: '7',
};

export function optionsOf({ classWeights, abstain, percent, seed }: TypedOptions): Options {
  const share = Number(percent) / 100;
  return {
    classWeights,
    ...(abstain === 'never' ? {} : { [abstain]: share }),
    seed: Number(seed),
  };
}
