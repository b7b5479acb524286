import { appErrors, findApp } from '../apps/index.ts';
import type { Evals } from '../evals/index.ts';
import { record } from '../governance/index.ts';
import type { InputOf } from '../kernel/contract.ts';
import { type Actor, errors } from '../kernel/index.ts';
import type * as contract from './contract.ts';
import type { Release } from './contract.ts';
import { releaseErrors } from './errors.ts';
import { presentRelease } from './present.ts';
import { judgeReadiness } from './readiness.ts';
import * as store from './store.ts';

export async function getReadiness(bag: Evals, actor: Actor, input: InputOf<typeof contract.getReadiness>) {
  return (await judgeReadiness(bag, actor, input.slug, input.version)).readiness;
}

/**
 * Lets a version serve at a stage. Staging is for trying; canary and production need proof, or an owner who says why
 * not. The release and its audit entry are one transaction.
 */
export async function release(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.release>,
): Promise<Release> {
  const { slug, stage, share, override, note } = input;
  const { version, readiness, fingerprint } = await judgeReadiness(bag, actor, slug, input.version);
  const unproven = stage !== 'staging' && readiness.result !== 'pass';
  if (unproven && override === undefined) {
    const why = readiness.problems.map((one) => one.sentence.en).join(' ');
    throw releaseErrors.not_proven({ slug, version: version.number, why, result: readiness.result });
  }
  if (unproven && actor.role !== 'owner') throw releaseErrors.owners_override();
  return bag.db.in(actor.workspaceId, async (tx) => {
    const serves = await store.atStage(tx, slug, stage);
    const same = serves?.version === version.number && serves.share === (stage === 'canary' ? share : null);
    if (serves && same && serves.override === (unproven ? override : null))
      throw releaseErrors.serves_already({ slug, version: version.number, stage });
    await store.endStage(tx, slug, stage, actor.name);
    // What went into production needs no canary beside it.
    if (stage === 'production') await store.endStage(tx, slug, 'canary', actor.name);
    const row = await store.addRelease(tx, {
      workspaceId: actor.workspaceId,
      appSlug: slug,
      version: version.number,
      stage,
      share: stage === 'canary' ? share : null,
      evidence: readiness.evidence,
      fingerprint: { ...fingerprint },
      override: unproven ? (override ?? null) : null,
      note: note ?? null,
      releasedBy: actor.name,
    });
    await record(bag, tx, actor, {
      action: unproven ? 'release.override' : 'release.serve',
      target: `${slug}@${version.number}`,
      outcome: 'done',
      details: {
        stage,
        share: row.share,
        evidence: readiness.evidence.map((one) => one.evalRunId),
        ...(unproven ? { reason: override, problems: readiness.problems.map((one) => one.problem) } : {}),
      },
    });
    return presentRelease(row);
  });
}

/** Back to what served before, in one step and without a new verdict: it had one. */
export async function rollBack(
  bag: Evals,
  actor: Actor,
  input: InputOf<typeof contract.rollBack>,
): Promise<Release> {
  const { slug, reason } = input;
  return bag.db.in(actor.workspaceId, async (tx) => {
    if (!(await findApp(tx, slug))) throw appErrors.unknown_app({ slug });
    const serves = await store.atStage(tx, slug, 'production');
    const before = await store.previousProduction(tx, slug, serves?.version);
    if (!before) throw releaseErrors.nothing_before({ slug });
    await store.endStage(tx, slug, 'production', actor.name);
    await store.endStage(tx, slug, 'canary', actor.name);
    const { version, evidence, fingerprint, override } = before;
    const row = await store.addRelease(tx, {
      workspaceId: actor.workspaceId,
      appSlug: slug,
      version,
      stage: 'production',
      evidence,
      fingerprint,
      override,
      note: reason,
      releasedBy: actor.name,
    });
    await record(bag, tx, actor, {
      action: 'release.roll_back',
      target: `${slug}@${version}`,
      outcome: 'done',
      details: { from: serves?.version ?? null, reason },
    });
    return presentRelease(row);
  });
}

export async function endRelease(bag: Evals, actor: Actor, input: { id: string }): Promise<void> {
  await bag.db.in(actor.workspaceId, async (tx) => {
    const row = await store.endOne(tx, input.id, actor.name);
    if (!row) throw errors.not_found({ what: 'A release that serves, with this id,' });
    await record(bag, tx, actor, {
      action: 'release.end',
      target: `${row.appSlug}@${row.version}`,
      outcome: 'done',
      details: { stage: row.stage },
    });
  });
}
