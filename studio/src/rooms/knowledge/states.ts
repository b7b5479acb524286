import {
  Archive,
  CircleAlert,
  CircleCheck,
  CircleSlash,
  Clock,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { ItemOf, Result, Sent } from '../../client/endpoints.ts';
import type { Tone } from '../../parts/badge.tsx';

export type Collection = Result<'GET /api/collections/{id}'>;
export type Document = ItemOf<'GET /api/collections/{id}/documents'>;
export type FullDocument = Result<'GET /api/documents/{id}'>;
export type Ingestion = ItemOf<'GET /api/collections/{id}/ingestions'>;

type Asked = NonNullable<Sent<'GET /api/collections/{id}/documents'>['query']>;
export type DocumentState = NonNullable<Asked['status']>;
export type DocumentOrder = NonNullable<Asked['order']>;

/** The states one can filter by. */
export const DOCUMENT_STATES = [
  'ready',
  'superseded',
  'failed',
  'queued',
  'reading',
  'cancelled',
] as const satisfies readonly DocumentState[];

export const DOCUMENT_ORDERS = [
  'name',
  '-name',
  'status',
  '-status',
  'passages',
  '-passages',
  'bytes',
  '-bytes',
  'createdAt',
  '-createdAt',
] as const satisfies readonly DocumentOrder[];

/** A superseded document is ready too, but what counts is that nothing is answered from it. */
export function stateOf({ status, superseded }: Document): DocumentState {
  return status === 'ready' && superseded ? 'superseded' : status;
}

export const STATE_LOOKS: Record<DocumentState, { icon: LucideIcon; tone: Tone }> = {
  ready: { icon: CircleCheck, tone: 'good' },
  superseded: { icon: Archive, tone: 'plain' },
  failed: { icon: CircleAlert, tone: 'bad' },
  queued: { icon: Clock, tone: 'plain' },
  reading: { icon: LoaderCircle, tone: 'accent' },
  cancelled: { icon: CircleSlash, tone: 'plain' },
};
