import { Link } from '@tanstack/react-router';
import { EyeOff } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { CopyText } from '../../../parts/copy.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { When } from '../../../parts/when.tsx';
import { LINK } from '../link.ts';
import type { TrainingExample } from '../model.ts';

/** One training example: its text, where it came from, and what it is the twin of. */
export function ExamplePanel({ example, onClose }: { example: TrainingExample; onClose: () => void }) {
  const { t, format } = useWords();
  const { text, labels, source, sourceId, group, at, split, leftOut, twin } = example;
  return (
    <Detail
      title={labels.join(', ') || t(text === null ? 'tuning.withheld' : 'tuning.no_label')}
      kind={leftOut ? t(`tuning.reason_${leftOut}`) : split && t(`tuning.split_${split}`)}
      onClose={onClose}
    >
      <Section title={t('tuning.text')}>
        {text === null ? (
          <Mark icon={EyeOff}>{t('tuning.withheld')}</Mark>
        ) : (
          <p className="whitespace-pre-wrap break-words">{text}</p>
        )}
      </Section>
      {leftOut && (
        <Section title={t('tuning.left_out')}>
          <p>{t(`tuning.reason_${leftOut}_what`)}</p>
          {twin && (
            <p className="mt-2">
              {twin.dataset === null ? (
                t('tuning.twin_here', { share: format.percent(twin.similarity) })
              ) : (
                <>
                  {t('tuning.twin_eval', { share: format.percent(twin.similarity) })}{' '}
                  <Link
                    to="/datasets/$slug"
                    params={{ slug: twin.dataset }}
                    search={{ example: twin.id }}
                    className={`${LINK} underline`}
                  >
                    {twin.dataset}
                  </Link>
                </>
              )}
            </p>
          )}
          {twin?.dataset === null && (
            <p className="mt-2">
              <CopyText text={twin.id} />
            </p>
          )}
        </Section>
      )}
      <Section title={t('tuning.source')}>
        <Facts>
          <Fact name={t('tuning.source')}>{t(`tuning.source_${source}`)}</Fact>
          <Fact name={t('tuning.id')}>
            {source === 'run' || source === 'correction' ? (
              <Link to="/runs" search={{ run: sourceId }} className={LINK}>
                {sourceId}
              </Link>
            ) : (
              <span className="break-all font-mono text-xs">{sourceId}</span>
            )}
          </Fact>
          {group && <Fact name={t('tuning.group')}>{group}</Fact>}
          {at && (
            <Fact name={t('tuning.from_when')}>
              <When at={at} />
            </Fact>
          )}
        </Facts>
      </Section>
    </Detail>
  );
}
