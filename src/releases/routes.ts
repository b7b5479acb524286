import type { Evals } from '../evals/index.ts';
import { type Route, route } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { getHome } from './home/get-home.ts';
import { listReleases } from './list-releases.ts';
import * as may from './policy.ts';
import * as releases from './release.ts';
import { rollBack } from './roll-back.ts';

export const releaseRoutes: Route<Evals>[] = [
  route(contract.getHome, may.see, getHome),
  route(contract.getReadiness, may.see, releases.getReadiness),
  route(contract.listReleases, may.see, listReleases),
  route(contract.release, may.release, releases.release, { audited: 'release.create' }),
  route(contract.rollBack, may.release, rollBack, { audited: 'release.roll_back' }),
  route(contract.endRelease, may.release, releases.endRelease, { audited: 'release.end' }),
];
