import type { Knowledge } from '../knowledge/index.ts';
import { appFamily } from './app-family.ts';
import type { Apps, Serving } from './bag.ts';
import { interruptAbandoned } from './store/runs.ts';

export { applyApps, canonical } from './apply.ts';
export type { Apps, RunListener, Serving } from './bag.ts';
export { appErrors } from './errors.ts';
export { type Fingerprint, fingerprintOf } from './fingerprint.ts';
export { mayReadRun } from './restrictions.ts';
export { appRoutes } from './routes.ts';
export { type AppRow, findApp, findVersion, listApps as allApps, type VersionRow } from './store/apps.ts';
export {
  feedbackOf,
  findRun,
  findRuns,
  judgedRuns,
  type RunRow,
  recentRuns,
  runsToReview,
} from './store/runs.ts';
export { type DayOfTraffic, trafficSince } from './store/traffic.ts';
export { tryVersion, versionNamed } from './try-version.ts';

/** Opens the apps room and puts `app/…` before the providers among the gateway's models. */
export function createApps(knowledge: Knowledge): Apps {
  const serving: Serving = {
    version: async (_tx, app) => app.latest.number,
    production: async () => undefined,
    staging: async () => undefined,
    pinnable: async () => true,
    end: async () => {},
  };
  const bag: Apps = { ...knowledge, serving, listeners: [] };
  bag.families.unshift(appFamily(() => bag));
  knowledge.durable.reconcile('runs', async () => {
    const livingSince = await knowledge.durable.livingSince();
    await knowledge.db.system((tx) => interruptAbandoned(tx, livingSince));
  });
  return bag;
}
