import { type Actor, errors, type Tx } from '../kernel/index.ts';
import type { Apps } from './bag.ts';
import { appErrors } from './errors.ts';
import { presentApp, presentVersion } from './present.ts';
import * as store from './store/apps.ts';

export async function listApps(bag: Apps, actor: Actor) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const apps = await store.listApps(tx);
    const runs = await store.countRuns(
      tx,
      apps.map(({ slug }) => slug),
    );
    const data = [];
    for (const app of apps) data.push(await present(bag, tx, actor, app, runs.get(app.slug)));
    return { data };
  });
}

export async function getApp(bag: Apps, actor: Actor, input: { slug: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const app = await store.findApp(tx, input.slug);
    if (!app) throw appErrors.unknown_app({ slug: input.slug });
    return present(bag, tx, actor, app, (await store.countRuns(tx, [app.slug])).get(app.slug));
  });
}

/** With what serves the caller, and what serves production: a canary makes them differ. */
async function present(bag: Apps, tx: Tx, actor: Actor, app: store.AppRow, runs = 0) {
  return presentApp(app, {
    runs,
    serving: await bag.serving.version(tx, app, actor.id),
    production: await bag.serving.production(tx, app.slug),
  });
}

export async function listVersions(bag: Apps, actor: Actor, input: { slug: string }) {
  return bag.db.in(actor.workspaceId, async (tx) => {
    const app = await store.findApp(tx, input.slug);
    if (!app) throw appErrors.unknown_app({ slug: input.slug });
    return { data: (await store.versionsOf(tx, app.id)).map(presentVersion) };
  });
}

export async function deleteApp(bag: Apps, actor: Actor, input: { slug: string }): Promise<void> {
  const found = await bag.db.in(actor.workspaceId, async (tx) => {
    await bag.serving.end(tx, input.slug, actor.name);
    return store.dropApp(tx, input.slug);
  });
  if (!found) throw errors.not_found({ what: 'The app' });
}
