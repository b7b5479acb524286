import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { read } from '../../../client/query.ts';
import { type LabelsIn, labelsIn } from './labels-in.ts';

/** A look at some examples is enough to tell labels from sentences. */
const LOOKED_AT = 500;

/** What a data set's answers look like. */
export function useDatasetLabels(slug: string | undefined): LabelsIn | undefined {
  const { data } = useQuery({
    ...read('GET /api/datasets/{slug}/examples', {
      params: { slug: slug ?? '' },
      query: { limit: LOOKED_AT },
    }),
    enabled: slug !== undefined,
  });
  return useMemo(() => data && labelsIn(data.data.map(({ item }) => item.answer ?? null)), [data]);
}
