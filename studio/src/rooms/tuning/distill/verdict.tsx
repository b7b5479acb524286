import { useWords } from '../../../i18n/words.ts';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Meter } from '../../../parts/meter.tsx';
import { When } from '../../../parts/when.tsx';
import { RESULT_LOOKS } from '../../evals/model.ts';
import { distillationRoute } from '../addresses.ts';
import { errorOf } from '../problem.ts';
import { useTimeLeft } from '../sets/use-time-left.ts';
import { Changes } from './changes.tsx';
import { DistillationPage } from './distillation-page.tsx';
import { type Distillation, type Report, underWay } from './model.ts';
import { Moves } from './moves.tsx';
import { Quality } from './quality.tsx';
import { Savings } from './savings.tsx';
import { Slices } from './slices.tsx';

/** Teacher beside student: the verdict as a sentence, then what it rests on. */
export function DistillationVerdict() {
  const { t } = useWords();
  const { id } = distillationRoute.useParams();
  return (
    <DistillationPage id={id}>
      {(one) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
          <div className="mx-auto flex w-full max-w-5xl flex-col gap-8 px-4 py-6 sm:px-6">
            {one.problem && <ErrorNote error={errorOf(one.problem)} />}
            {underWay(one) && <Progress one={one} />}
            {one.status === 'cancelled' && <p className="text-muted">{t('distill.cancelled_what')}</p>}
            {one.report && <Evidence one={one} report={one.report} />}
          </div>
        </div>
      )}
    </DistillationPage>
  );
}

function Progress({ one }: { one: Distillation }) {
  const { t, format } = useWords();
  const { done, total, comparison } = one;
  const left = useTimeLeft(one.id, done, total);
  return (
    <section aria-label={t('distill.progress')} className="flex max-w-2xl flex-col gap-3">
      <p className="break-words text-lg">
        {t('distill.asking', { teacher: comparison.teacher.model, student: comparison.student.model })}
      </p>
      <Meter label={t('distill.progress')} share={total === 0 ? 0 : done / total} />
      <p className="flex flex-wrap gap-x-4 text-muted tabular-nums">
        <span>{t('evals.answers_of', { done, total })}</span>
        {left !== undefined && <span>{t('evals.time_left', { time: format.duration(left) })}</span>}
      </p>
      <p className="text-muted">{t('evals.goes_on')}</p>
    </section>
  );
}

function Evidence({ one, report }: { one: Distillation; report: Report }) {
  const { t, language } = useWords();
  const { icon: Icon, tone } = RESULT_LOOKS[report.result];
  const ink = { good: 'text-good', bad: 'text-bad', warn: 'text-warn', plain: '', accent: '' }[tone];
  const { comparison, datasetVersion, createdBy, createdAt } = one;
  return (
    <>
      <section aria-label={t('evals.verdict')} className="flex gap-3">
        <Icon className={`mt-0.5 size-6 shrink-0 ${ink}`} aria-hidden />
        <div className="flex min-w-0 flex-col gap-2">
          <p className="text-pretty break-words text-lg">{report.sentence[language]}</p>
          <p className="flex flex-wrap gap-x-2 text-muted">
            <span>{t('evals.measured_on', { dataset: comparison.dataset, version: datasetVersion })}</span>
            <span aria-hidden>·</span>
            <span>{createdBy}</span>
            <span aria-hidden>·</span>
            <When at={createdAt} />
          </p>
          {report.furtherExamples !== null && report.result === 'inconclusive' && (
            <p className="text-warn">{t('evals.further', { count: report.furtherExamples })}</p>
          )}
        </div>
      </section>
      <Moves one={one} />
      <Quality one={one} report={report} />
      <Savings one={one} report={report} />
      <Changes id={one.id} changes={report.changes} />
      {report.slices.length > 0 && <Slices slices={report.slices} />}
    </>
  );
}
