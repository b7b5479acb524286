import type { z } from 'zod';
import { type AppRow, allApps, runsToReview, trafficSince } from '../../apps/index.ts';
import {
  type EvalRunRow,
  type Evals,
  finishedRuns,
  listProposals,
  presentEvalRun,
} from '../../evals/index.ts';
import type { OutputOf } from '../../kernel/contract.ts';
import type { Actor } from '../../kernel/index.ts';
import { failedDocuments } from '../../knowledge/index.ts';
import type * as contract from '../contract.ts';
import type { LiveApp, Release } from '../contract.ts';
import { staleness } from '../list-releases.ts';
import { presentRelease } from '../present.ts';
import { activeReleases } from '../store.ts';
import { liveApp } from './live-app.ts';

type Home = OutputOf<typeof contract.getHome>;
type Need = Home['needs'][number];

const WATCHED_DAYS = 15;

/** Is what is live good, how sure are we, what changed, what needs me? */
export async function getHome(bag: Evals, actor: Actor): Promise<Home> {
  const today = new Date();
  const { apps, runs, traffic, active, failed, flagged } = await bag.db.in(actor.workspaceId, async (tx) => ({
    apps: await allApps(tx),
    runs: await finishedRuns(tx),
    traffic: await trafficSince(tx, new Date(today.getTime() - WATCHED_DAYS * 86_400_000)),
    active: await activeReleases(tx),
    failed: await failedDocuments(tx, actor),
    flagged: mayCurate(actor) ? await runsToReview(tx) : [],
  }));
  const releases: Release[] = [];
  for (const row of active) releases.push(presentRelease(row, await staleness(bag, actor, row)));
  const rows = apps.map((app) =>
    liveApp(app, {
      releases: releases.filter((one) => one.app === app.slug),
      runs: runs.filter((run) => run.appSlug === app.slug),
      traffic: traffic.filter((day) => day.app === app.slug),
      today,
    }),
  );
  const { data: proposals } = mayCurate(actor) ? await listProposals(bag, actor, {}) : { data: [] };
  const newest = runs.at(-1);
  return {
    apps: rows,
    needs: [
      ...rows.flatMap((row, i) => needsOf(row, runs, apps[i])),
      ...[...Map.groupBy(proposals, (one) => one.app)].map(([app, list]) =>
        need('proposals', { app, count: list.length }),
      ),
      ...flagged.map((one) => need('flagged', one)),
      ...failed.map(({ collectionId, count }) => need('failed_documents', { ref: collectionId, count })),
    ],
    verdict: newest ? presentEvalRun({ ...newest, done: newest.total, errors: 0 }) : null,
  };
}

/** What somebody should look at in one app. */
function needsOf(row: z.infer<typeof LiveApp>, runs: readonly EvalRunRow[], app: AppRow | undefined): Need[] {
  const needs: Need[] = [];
  const { slug, latestVersion: version } = row;
  const serving = [row.production, row.canary].flatMap((one) => (one ? [one] : []));
  for (const release of serving) {
    if (release.stale.length > 0) needs.push(need('stale', { app: slug, version: release.version }));
  }
  if (row.abstentions.drifted || row.complaints.drifted) needs.push(need('drift', { app: slug }));
  const verdict = runs.findLast((run) => run.appSlug === slug && run.version === version);
  const result = verdict?.verdict?.result;
  if (result === 'block' || result === 'inconclusive')
    needs.push(need(result === 'block' ? 'blocked' : result, { app: slug, version, ref: verdict?.id }));
  else if (app && !serving.some((one) => one.version === version))
    needs.push(need('unreleased', { app: slug, version, ref: verdict?.id }));
  return needs;
}

function need(
  what: Need['need'],
  { app, version, count, ref }: { app?: string; version?: number; count?: number; ref?: string },
): Need {
  return { need: what, app: app ?? null, version: version ?? null, count: count ?? 1, ref: ref ?? null };
}

function mayCurate(actor: Actor): boolean {
  return actor.role !== 'auditor' && actor.role !== 'member';
}
