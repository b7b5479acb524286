import type pg from 'pg';

/**
 * Keeps a lost database from ending the process. A pool listens to its idle connections only: one that is lent out and
 * waits for something else (an upload, the search index) would throw when it breaks. Its next query fails instead.
 */
export function surviveLoss(pool: pg.Pool, onIdle: (error: Error) => void): void {
  pool.on('error', onIdle);
  pool.on('connect', (client) => client.on('error', () => {}));
}
