import type { ModelCard } from '../contract-models.ts';

const FITTED = {
  train: 'the training split',
  'train and validation': 'the training and validation splits',
};
const CALIBRATED = {
  'held-out': 'calibration and thresholds by the validation split and a fit on the training split alone',
  'cross-fitted': 'calibration and thresholds by the validation split, each part asked of a fit without it',
  'out-of-fold': 'calibration and thresholds by the training split, each part asked of a fit without it',
};

/** A model card as Markdown, for people who keep it elsewhere. */
export function markdownOf(card: ModelCard): string {
  const { data, report, training } = card;
  return `${[
    `# ${escaped(card.model)}`,
    `Model card, version ${card.version}, ${card.generatedAt.slice(0, 10)}`,
    ...(card.lineage.tainted
      ? [
          `**${card.lineage.tainted.sources} of the examples it learned from were deleted since.** Train it again.`,
        ]
      : []),
    '## Use',
    card.intendedUse,
    `Made from ${code(card.base)} (${card.method}).`,
    '## Limits',
    card.limits.map((limit) => `- ${escaped(limit)}`).join('\n'),
    '## Data',
    table([
      ['Training set', `${escaped(data.trainingSet)}, version ${data.version}`],
      ['SHA-256', code(data.hash)],
      ['Data class', data.dataClass],
      ['Training, validation, test', Object.values(data.splits).join(', ')],
      ['Labels', String(data.classes)],
      ['Sources', data.sources.map((one) => `${one.examples} ${one.source}`).join(', ')],
      ['Left out', data.leftOut.map((one) => `${one.count} ${one.reason}`).join(', ') || 'nothing'],
      ['Leakage', escaped(data.leakage)],
      ['Label noise', escaped(data.labelNoise)],
    ]),
    '## Training',
    `Seed ${training.seed}, options ${code(JSON.stringify(training.options))}, ${training.seconds.toFixed(1)} s.`,
    ...(report?.fittedOn && report.calibratedOn
      ? [`Fitted on ${FITTED[report.fittedOn]}; ${CALIBRATED[report.calibratedOn]}.`]
      : []),
    ...(report ? measures(report) : []),
    '## Lineage',
    `Job ${code(card.lineage.job)}, artefact ${code(card.lineage.artefact ?? 'erased')}.`,
  ].join('\n\n')}\n`;
}

function measures(report: NonNullable<ModelCard['report']>): string[] {
  const row = ({ name, estimate, low, high, of }: (typeof report.measures)[number]) =>
    `| ${name} | ${estimate.toFixed(3)} | ${low.toFixed(3)}–${high.toFixed(3)} | ${of} |`;
  const { calibration, abstention, confusedPairs } = report;
  return [
    '## How good it is',
    'On the test split, which training never saw; 95 % intervals.',
    ['| measure | estimate | interval | of |', '| --- | --- | --- | --- |', ...report.measures.map(row)].join(
      '\n',
    ),
    ...(report.baselines.length > 0
      ? [
          'Without training, on the same texts:',
          [
            '| measure | estimate | interval | of |',
            '| --- | --- | --- | --- |',
            ...report.baselines.map(row),
          ].join('\n'),
        ]
      : []),
    ...(calibration
      ? [
          `Calibration: expected error ${calibration.eceBefore.toFixed(3)} before and ${calibration.eceAfter.toFixed(3)} after, at temperature ${calibration.temperature.toFixed(2)}.`,
        ]
      : []),
    ...(abstention
      ? [
          `It answers ${(100 * abstention.coverage.estimate).toFixed(1)} % of the texts, of these ${(100 * abstention.accuracy.estimate).toFixed(1)} % rightly, and abstains on the rest.`,
        ]
      : []),
    ...(confusedPairs.length > 0
      ? [
          `Most often confused: ${confusedPairs
            .slice(0, 5)
            .map((pair) => `${escaped(pair.a)} and ${escaped(pair.b)} (${pair.count} of ${pair.ofBoth})`)
            .join('; ')}.`,
        ]
      : []),
  ];
}

function table(rows: [string, string][]): string {
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

/** Labels and names come from data: none of them may become markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|!~]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
