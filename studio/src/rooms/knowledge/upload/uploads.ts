import { useSyncExternalStore } from 'react';
import { isAborted } from '../../../client/api-error.ts';
import { changed } from '../../../client/query.ts';
import { type Chosen, upload } from '../../../client/upload.ts';

/** What this page sends to a collection. It outlives the screen: walking through the studio does not stop it. */
export interface Sending {
  files: number;
  bytes: number;
  sent: number;
  error?: unknown;
  cancel: () => void;
}

interface Activity {
  sending?: Sending;
  /** Ingestions whose end is told here, because they were begun or seen under way here. */
  watched: readonly string[];
}

const IDLE: Activity = { watched: [] };
const activities = new Map<string, Activity>();
const listeners = new Set<() => void>();

function set(collectionId: string, change: Partial<Activity>): void {
  activities.set(collectionId, { ...(activities.get(collectionId) ?? IDLE), ...change });
  for (const listener of listeners) listener();
}

export function useActivity(collectionId: string): Activity {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => activities.get(collectionId) ?? IDLE,
  );
}

export function watch(collectionId: string, ids: readonly string[]): void {
  const { watched } = activities.get(collectionId) ?? IDLE;
  const fresh = ids.filter((id) => !watched.includes(id));
  if (fresh.length > 0) set(collectionId, { watched: [...watched, ...fresh] });
}

/** Their end has been read. */
export function forget(collectionId: string, ids: readonly string[]): void {
  const { watched } = activities.get(collectionId) ?? IDLE;
  set(collectionId, { watched: watched.filter((id) => !ids.includes(id)) });
}

export function dismissSending(collectionId: string): void {
  set(collectionId, { sending: undefined });
}

/** Sends files; what is sent is read by the server, whoever closes the tab. */
export async function send(collectionId: string, chosen: readonly Chosen[]): Promise<void> {
  if (chosen.length === 0) return;
  const controller = new AbortController();
  const files = chosen.length;
  const bytes = chosen.reduce((sum, { file }) => sum + file.size, 0);
  const show = (change: { sent: number; error?: unknown }) =>
    set(collectionId, { sending: { files, bytes, cancel: () => controller.abort(), ...change } });
  show({ sent: 0 });
  addEventListener('beforeunload', warn);
  try {
    const progress = (sent: number) => show({ sent: Math.min(sent, bytes) });
    const ingestions = await upload(collectionId, chosen, { signal: controller.signal, progress });
    set(collectionId, { sending: undefined });
    watch(
      collectionId,
      ingestions.map(({ id }) => id),
    );
  } catch (error) {
    if (isAborted(error)) set(collectionId, { sending: undefined });
    else show({ sent: 0, error });
  } finally {
    removeEventListener('beforeunload', warn);
    void changed('GET /api/collections/{id}/ingestions', 'GET /api/collections/{id}/documents');
  }
}

/** Closing the tab now would lose what is not sent yet; the browser asks. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
