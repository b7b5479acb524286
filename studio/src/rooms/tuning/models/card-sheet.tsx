import type { ReactNode } from 'react';
import type { Result } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { CopyText } from '../../../parts/copy.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { DATA_CLASSES } from '../../gateway/facts.ts';
import { useShares } from '../figures.ts';
import { FateMark } from '../marks.tsx';
import { REASONS } from '../model.ts';
import { useQualityWords } from './quality-words.ts';

type ModelCard = Result<'GET /api/tuned-models/{id}/card'>['card'];

/** A model card in the language of the page. */
export function CardSheet({ card }: { card: ModelCard }) {
  const { t, format } = useWords();
  const { share, range } = useShares();
  const say = useQualityWords();
  const { data, training, report, limits, lineage } = card;
  const dataClass = (name: string) => {
    const known = DATA_CLASSES.find((one) => one === name);
    return known ? t(`gateway.class_${known}`) : name;
  };
  const reason = (name: string) => {
    const known = REASONS.find((one) => one === name);
    return known ? t(`tuning.reason_${known}`) : name;
  };
  return (
    <article className="rounded-lg border border-line bg-surface">
      <header className="border-line border-b px-5 py-4 sm:px-6">
        <p className="break-all font-mono text-xs">{card.model}</p>
        {report && <p className="mt-2 text-pretty text-lg">{say.sentence(report)}</p>}
        <p className="mt-1 text-muted text-xs">
          {t('tuning.card_made', { number: card.version, when: format.exact(card.generatedAt) })}
        </p>
      </header>
      <Chapter title={t('tuning.card_use')}>
        <p className="max-w-prose whitespace-pre-wrap">{card.intendedUse}</p>
      </Chapter>
      {limits.length > 0 && (
        <Chapter title={t('tuning.card_limits')}>
          <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
            {limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </Chapter>
      )}
      {report && (
        <Chapter title={t('tuning.measures')}>
          <Facts>
            {report.measures.map((one) => (
              <Fact key={one.name} name={say.measure(one.name)}>
                {share(one.estimate)} <span className="text-muted">({range(one)})</span>
              </Fact>
            ))}
            {report.abstention && report.abstention.threshold > 0 && (
              <Fact name={t('tuning.answers_share')}>{share(report.abstention.coverage.estimate)}</Fact>
            )}
            {report.calibration && (
              <Fact name={t('tuning.calibration_error')}>{share(report.calibration.eceAfter)}</Fact>
            )}
          </Facts>
        </Chapter>
      )}
      <Chapter title={t('tuning.card_data')}>
        <Facts>
          <Fact name={t('tuning.training_set')}>
            {t('tuning.set_version', { name: data.trainingSet, version: data.version })}
          </Fact>
          <Fact name={t('tuning.splits')}>{t('tuning.split_counts', data.splits)}</Fact>
          <Fact name={t('tuning.classes')}>{format.number(data.classes)}</Fact>
          <Fact name={t('tuning.sources')}>
            {data.sources
              .map(({ source, examples }) =>
                t('tuning.named_count', { name: t(`tuning.source_${source}`), count: examples }),
              )
              .join(' · ')}
          </Fact>
          {data.leftOut.length > 0 && (
            <Fact name={t('tuning.left_out')}>
              {data.leftOut
                .map((one) => t('tuning.named_count', { name: reason(one.reason), count: one.count }))
                .join(' · ')}
            </Fact>
          )}
          <Fact name={t('tuning.leakage')}>{data.leakage}</Fact>
          <Fact name={t('tuning.noise')}>{data.labelNoise}</Fact>
          <Fact name={t('tuning.data_class')}>{dataClass(data.dataClass)}</Fact>
          <Fact name={t('tuning.hash')}>
            <span className="break-all font-mono text-xs">{data.hash}</span>
          </Fact>
        </Facts>
      </Chapter>
      <Chapter title={t('tuning.card_training')}>
        <Facts>
          <Fact name={t('tuning.base')}>
            <code className="font-mono text-xs">{card.base}</code>
          </Fact>
          <Fact name={t('tuning.took')}>{format.duration(training.seconds * 1_000)}</Fact>
          <Fact name={t('tuning.seed')}>{training.seed}</Fact>
          <Fact name={t('tuning.job')}>
            <CopyText text={lineage.job} />
          </Fact>
          {lineage.artefact !== null && (
            <Fact name={t('tuning.artefact')}>
              <span className="break-all font-mono text-xs">{lineage.artefact}</span>
            </Fact>
          )}
          {lineage.tainted && (
            <Fact name={t('tuning.since')}>
              <FateMark tainted={lineage.tainted} erasedAt={null} />
            </Fact>
          )}
        </Facts>
      </Chapter>
    </article>
  );
}

function Chapter({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-2 border-line border-b px-5 py-4 last:border-0 sm:px-6 md:grid-cols-[170px_minmax(0,1fr)]">
      <h2 className="text-muted">{title}</h2>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
