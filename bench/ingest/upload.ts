import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { Collection, Ingestion } from '../../src/knowledge/contract.ts';
import type { Text } from '../harness/throwaway.ts';

/** A server with a key that may upload. */
export interface Place {
  url: string;
  key: string;
}

/** Seconds of one complete upload, until every document is ready. */
export interface Upload {
  /** Until the server acknowledged all files. */
  sending: number;
  /** Until the last document was ready. */
  total: number;
  ready: number;
  skipped: number;
  failed: number;
}

export async function newCollection(place: Place, name: string): Promise<string> {
  return (await call(place, 'POST', '/api/collections', Collection, JSON.stringify({ name }))).id;
}

export async function passagesIn(place: Place, id: string): Promise<number> {
  return (await call(place, 'GET', `/api/collections/${id}`, Collection)).passages;
}

/** Sends all files in one multipart request, as a browser does, and waits for the durable job behind it. */
export async function uploadAll(place: Place, collectionId: string, files: readonly Text[]): Promise<Upload> {
  const form = new FormData();
  for (const { name, text } of files) form.append('file', new Blob([text], { type: 'text/markdown' }), name);
  const began = performance.now();
  let ingestion = await call(place, 'POST', `/api/collections/${collectionId}/files`, Ingestion, form);
  const sending = (performance.now() - began) / 1_000;
  while (ingestion.status === 'running') {
    await sleep(50);
    ingestion = await call(place, 'GET', `/api/ingestions/${ingestion.id}`, Ingestion);
  }
  const { ready, skipped, failed } = ingestion;
  return { sending, total: (performance.now() - began) / 1_000, ready, skipped, failed };
}

async function call<T extends z.ZodType>(
  { url, key }: Place,
  method: string,
  path: string,
  shape: T,
  body?: string | FormData,
): Promise<z.infer<T>> {
  const json: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  const headers = { authorization: `Bearer ${key}`, ...json };
  const response = await fetch(`${url}${path}`, { method, headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return shape.parse(JSON.parse(text));
}
