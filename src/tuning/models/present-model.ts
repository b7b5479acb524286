import type { Tx } from '../../kernel/index.ts';
import type { TunedModel } from '../contract-models.ts';
import { leftOf } from '../hosted/removal.ts';
import { presentTaint } from '../present.ts';
import type { HostedJob } from '../schema.ts';
import { trainingSetById, versionById } from '../store/training-sets.ts';
import { cardVersions, type TunedModelRow } from '../store/tuned-models.ts';
import { findJob } from '../store/tuning-jobs.ts';

const MOST_LABELS = 1_000;

const STATUS = { open: 'deleting', done: 'deleted', failed: 'failed' } as const;

export async function presentModels(tx: Tx, rows: readonly TunedModelRow[]): Promise<TunedModel[]> {
  const cards = await cardVersions(
    tx,
    rows.map((row) => row.id),
  );
  const models: TunedModel[] = [];
  for (const row of rows) {
    const version = await versionById(tx, row.versionId);
    const set = version && (await trainingSetById(tx, version.setId));
    const { id, name, method, base, suffix, jobId, report, labels, bytes, hash, createdBy } = row;
    models.push({
      ...{ id, name, method, base, suffix, jobId, report, bytes, hash, createdBy },
      trainingSet: {
        ...{ slug: set?.slug ?? '', name: set?.name ?? '', version: version?.number ?? 0 },
        hash: row.trainingHash,
      },
      labels: labels.slice(0, MOST_LABELS),
      cardVersion: cards.get(id) ?? 0,
      tainted: presentTaint(row),
      erasedAt: row.erasedAt?.toISOString() ?? null,
      atProvider: method === 'hosted' ? atProvider((await findJob(tx, jobId))?.hosted) : null,
      createdAt: row.createdAt.toISOString(),
    });
  }
  return models;
}

function atProvider(hosted: HostedJob | null | undefined): TunedModel['atProvider'] {
  if (!hosted?.removal) return null;
  const { status, problem } = hosted.removal;
  const left = leftOf(hosted).map(({ name }) => name);
  return { provider: hosted.provider, status: STATUS[status], left, problem };
}
