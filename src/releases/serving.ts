import { createHash } from 'node:crypto';
import type { Serving } from '../apps/index.ts';
import { activeReleases, atStage, everReleased, forgetApp } from './store.ts';

/** Only what was released serves. */
export const serving: Serving = {
  async version(tx, app, caller) {
    const active = await activeReleases(tx, app.slug);
    const at = (stage: string) => active.find((release) => release.stage === stage);
    const canary = at('canary');
    if (canary && bucketOf(app.slug, caller) < (canary.share ?? 0)) return canary.version;
    return at('production')?.version;
  },
  production: async (tx, slug) => (await atStage(tx, slug, 'production'))?.version,
  staging: async (tx, slug) => (await atStage(tx, slug, 'staging'))?.version,
  pinnable: everReleased,
  end: forgetApp,
};

/** 0 to 99, the same for a caller each time: nobody changes sides between two questions. */
export function bucketOf(app: string, caller: string): number {
  return createHash('sha256').update(`${app}\n${caller}`).digest().readUInt32BE(0) % 100;
}
