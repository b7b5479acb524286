import type { Evals } from '../evals/index.ts';
import { record } from '../governance/index.ts';
import type { InputOf } from '../kernel/contract.ts';
import { type Actor, errors } from '../kernel/index.ts';
import type * as contract from './contract.ts';
import type { Release } from './contract.ts';
import { releaseErrors } from './errors.ts';
import { presentRelease } from './present.ts';
import { judgeAgain, judgeReadiness } from './readiness.ts';
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
  const before = await judgeReadiness(bag, actor, slug, input.version);
  return bag.db.in(actor.workspaceId, async (tx) => {
    await store.lockApp(tx, actor.workspaceId, slug);
    // Whoever released meanwhile replaced what this version was compared with.
    const { version, readiness, fingerprint } = await judgeAgain(bag, tx, slug, before);
    const unproven = stage !== 'staging' && readiness.result !== 'pass';
    if (unproven && override === undefined) {
      const why = readiness.problems.map((one) => one.sentence.en).join(' ');
      throw releaseErrors.not_proven({ slug, version: version.number, why, result: readiness.result });
    }
    if (unproven && actor.role !== 'owner') throw releaseErrors.owners_override();
    const serves = await store.atStage(tx, slug, stage);
    const same = serves?.version === version.number && serves.share === (stage === 'canary' ? share : null);
    if (serves && same && serves.override === (unproven ? override : null))
      throw releaseErrors.serves_already({ slug, version: version.number, stage });
    const end = { by: actor.name, how: 'replaced' } as const;
    await store.endStage(tx, slug, stage, end);
    // What went into production needs no canary beside it.
    if (stage === 'production') await store.endStage(tx, slug, 'canary', end);
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
