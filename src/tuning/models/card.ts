import type { Tx } from '../../kernel/index.ts';
import type { ModelCard } from '../contract-models.ts';
import { presentTaint } from '../present.ts';
import { trainingSetById, versionById } from '../store/training-sets.ts';
import { addCard, cardsOf, type TunedModelRow } from '../store/tuned-models.ts';
import { markdownOf } from './card-markdown.ts';

export type CardReason = 'trained' | 'tainted' | 'erased';

/** Writes the next version of a model's card, from what is on record. */
export async function addCardFor(tx: Tx, model: TunedModelRow, reason: CardReason): Promise<void> {
  const [newest] = await cardsOf(tx, model.id);
  const version = (newest?.version ?? 0) + 1;
  const card = await cardOf(tx, model, version);
  const { workspaceId, id: modelId } = model;
  await addCard(tx, { workspaceId, modelId, version, reason, card, markdown: markdownOf(card) });
}

async function cardOf(tx: Tx, model: TunedModelRow, version: number): Promise<ModelCard> {
  const made = await versionById(tx, model.versionId);
  const set = made && (await trainingSetById(tx, made.setId));
  const report = made?.report;
  const { seed, ...options } = model.options;
  return {
    model: model.name,
    version,
    generatedAt: new Date().toISOString(),
    intendedUse: usedFor(model),
    base: model.base,
    method: model.method,
    data: {
      trainingSet: set?.name ?? '',
      version: made?.number ?? 0,
      hash: model.trainingHash,
      dataClass: report?.dataClass ?? 'internal',
      sources: (report?.bySource ?? []).map(({ source, kept }) => ({ source, examples: kept })),
      splits: report?.splits ?? { train: 0, validation: 0, test: 0 },
      classes: report?.balance.classes ?? 0,
      leftOut: report?.leftOut ?? [],
      leakage: leakageOf(report),
      labelNoise: noiseOf(report),
    },
    training: { seed, options, seconds: model.report?.seconds ?? 0 },
    report: model.report,
    limits: limitsOf(model, report),
    lineage: { job: model.jobId, artefact: model.hash, tainted: presentTaint(model) },
  };
}

type Report = NonNullable<Awaited<ReturnType<typeof versionById>>>['report'] | undefined;

function usedFor({ method, report, labels }: TunedModelRow): string {
  if (method === 'head' && report?.task === 'multi')
    return `Names those of ${labels.length} labels that apply to a text like those it was trained on.`;
  if (method === 'head')
    return `Names one of ${labels.length} labels for a text like those it was trained on.`;
  if (method === 'projection') return 'Embeds texts like those it was trained on, for search and matching.';
  return 'As its provider describes; it was trained there on the data below.';
}

function leakageOf(report: Report): string {
  const { checked = [], method = '' } = report?.leakage ?? {};
  if (checked.length === 0) return 'No eval measured with a data set when the training set was built.';
  const found = checked.reduce((sum, one) => sum + one.exact + one.near, 0);
  const names = checked.map((one) => one.dataset).join(', ');
  return `Checked against ${names} (${method}); ${found} examples were left out for it.`;
}

function noiseOf(report: Report): string {
  if (!report?.noise) return 'Not judged.';
  const { suspects, share, method } = report.noise;
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  return `${suspects} labels look wrong, ${percent(share.estimate)} of them (${percent(share.low)} to ${percent(share.high)}; ${method}). They were kept.`;
}

/** What somebody who would use the model must know before they do. */
function limitsOf({ report, method }: TunedModelRow, data: Report): string[] {
  const limits = [
    ...(method === 'head' || method === 'projection'
      ? ['It reads the first 256 tokens of a text, with an embedding model that knows English.']
      : []),
    'Texts of another kind, or from another time, than those it was trained on may get worse answers than the figures say.',
  ];
  const few = data?.balance.tooSmall ?? [];
  if (few.length > 0)
    limits.push(
      `It had fewer than two examples of: ${few.slice(0, 20).join(', ')}${few.length > 20 ? ' …' : ''}.`,
    );
  const weak = (report?.perClass ?? []).filter((one) => one.support >= 5 && one.f1 < 0.5);
  if (weak.length > 0)
    limits.push(
      `It finds these badly (F1 below .5): ${weak
        .slice(0, 20)
        .map((one) => one.label)
        .join(', ')}.`,
    );
  const test = report?.examples.test ?? 0;
  if (method !== 'hosted' && test < 100)
    limits.push(`It was measured on ${test} examples only; the intervals are wide for that reason.`);
  if (method === 'head' && !report?.abstention) limits.push('It always answers, also where it should not.');
  return limits;
}
