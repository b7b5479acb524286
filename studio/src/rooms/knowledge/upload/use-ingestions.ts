import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { changed, read } from '../../../client/query.ts';
import type { Ingestion } from '../states.ts';
import { useActivity, watch } from './uploads.ts';

const LOOK_MS = 1_000;
/** The list is read anew less often than the counts: it may be long. */
const LIST_MS = 2_500;

export interface Sum {
  ids: string[];
  total: number;
  ready: number;
  failed: number;
  skipped: number;
  cancelled: number;
}

/** What is being read in a collection, and what has just been read; looked at again while something is under way. */
export function useIngestions(collectionId: string): { reading?: Sum; ended?: Sum } {
  const { watched } = useActivity(collectionId);
  const { data } = useQuery({
    ...read('GET /api/collections/{id}/ingestions', { params: { id: collectionId } }),
    refetchInterval: ({ state }) => (state.data?.data.some(isOpen) ? LOOK_MS : false),
  });
  const reading = (data?.data ?? []).filter(({ status }) => status === 'running');
  const ended = (data?.data ?? []).filter((one) => !isOpen(one) && watched.includes(one.id));
  const under = reading.map(({ id }) => id).join(' ');

  useEffect(() => watch(collectionId, under.split(' ').filter(Boolean)), [collectionId, under]);
  useListsInDate(data?.data);
  return { reading: sum(reading), ended: sum(ended) };
}

/**
 * Reads the lists again as documents become ready, and once more when an ingestion ends. One may end between two looks,
 * never seen under way: what counts is that it is in another state than before, whichever that was.
 */
function useListsInDate(ingestions: readonly Ingestion[] | undefined): void {
  const last = useRef(0);
  const before = useRef<{ done: number; states: string }>(undefined);
  const done = ingestions?.reduce((sum, { ready, failed }) => sum + ready + failed, 0) ?? 0;
  const states = ingestions?.map(({ id, status }) => `${id} ${status}`).join();
  useEffect(() => {
    if (states === undefined) return;
    const was = before.current;
    before.current = { done, states };
    if (!was || (was.done === done && was.states === states)) return;
    if (was.states === states && Date.now() - last.current < LIST_MS) return;
    last.current = Date.now();
    void changed(
      'GET /api/collections/{id}/documents',
      'GET /api/collections/{id}',
      'GET /api/collections',
      'GET /api/documents/{id}',
    );
  }, [done, states]);
}

function isOpen({ status }: Ingestion): boolean {
  return status === 'open' || status === 'running';
}

function sum(ingestions: readonly Ingestion[]): Sum | undefined {
  if (ingestions.length === 0) return undefined;
  const add = (key: 'total' | 'ready' | 'failed' | 'skipped' | 'cancelled') =>
    ingestions.reduce((total, one) => total + one[key], 0);
  return {
    ids: ingestions.map(({ id }) => id),
    total: add('total'),
    ready: add('ready'),
    failed: add('failed'),
    skipped: add('skipped'),
    cancelled: add('cancelled'),
  };
}
