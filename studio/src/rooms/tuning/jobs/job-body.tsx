import type { ReactNode } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { CopyText } from '../../../parts/copy.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { When } from '../../../parts/when.tsx';
import { type JobWithCurve, underWay } from '../model.ts';
import { errorOf } from '../problem.ts';
import { SetName } from '../set-name.tsx';
import { Curves } from './curves.tsx';
import { Events } from './events.tsx';
import { Result } from './result.tsx';
import { Steps } from './steps.tsx';

/** A job from top to bottom: where it is, its curves, what happened, what it was told. */
export function JobBody({ job }: { job: JobWithCurve }) {
  const { t } = useWords();
  const { status, problem, curve } = job;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-5 sm:px-6">
        {problem && <ErrorNote error={errorOf(problem)} />}
        {status === 'succeeded' && job.model && <Result id={job.model.id} />}
        {(underWay(job) || status === 'paused') && <Steps job={job} />}
        {status === 'cancelled' && <p className="text-muted">{t('tuning.cancelled_what')}</p>}
        {curve.length > 0 && <Curves curve={curve} going={underWay(job)} />}
        <div className="grid gap-6 lg:grid-cols-2">
          <Part title={t('tuning.what_happened')}>
            <Events id={job.id} going={underWay(job)} />
          </Part>
          <Part title={t('tuning.as_told')}>
            <Told job={job} />
          </Part>
        </div>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h2 className="text-base">{title}</h2>
      {children}
    </section>
  );
}

/** What the job was started with. */
function Told({ job }: { job: JobWithCurve }) {
  const { t, format } = useWords();
  const { trainingSet, base, options, id, createdBy, createdAt, startedAt, finishedAt, trainedTokens } = job;
  const ran = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : undefined;
  return (
    <div className="flex flex-col items-start gap-4 rounded-lg border border-line bg-surface p-4">
      <Facts>
        <Fact name={t('tuning.learned_from')}>
          <SetName set={trainingSet} />
        </Fact>
        <Fact name={t('tuning.base')}>
          <code className="font-mono text-xs">{base}</code>
        </Fact>
        <Fact name={t('tuning.class_weights')}>{t(`tuning.weights_${options.classWeights ?? 'none'}`)}</Fact>
        {options.coverage !== undefined && (
          <Fact name={t('tuning.coverage')}>{format.percent(options.coverage)}</Fact>
        )}
        {options.precision !== undefined && (
          <Fact name={t('tuning.precision_wanted')}>{format.percent(options.precision)}</Fact>
        )}
        <Fact name={t('tuning.seed')}>{options.seed}</Fact>
        {trainedTokens !== null && (
          <Fact name={t('tuning.trained_tokens')}>{format.number(trainedTokens)}</Fact>
        )}
        <Fact name={t('tuning.started')}>
          <When at={createdAt} /> · {createdBy}
        </Fact>
        {ran !== undefined && <Fact name={t('tuning.ran')}>{format.duration(ran)}</Fact>}
        <Fact name={t('tuning.id')}>
          <CopyText text={id} />
        </Fact>
      </Facts>
    </div>
  );
}
