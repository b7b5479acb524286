import { CircleAlert, CircleStop } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { When } from '../../../parts/when.tsx';
import { evalRunRoute } from '../addresses.ts';
import { type EvalRun, RESULT_LOOKS, underWay, type Verdict } from '../model.ts';
import { RunPage } from '../run-page.tsx';
import { Criteria } from './criteria.tsx';
import { Hashes } from './hashes.tsx';
import { Progress } from './progress.tsx';
import { Slices } from './slices.tsx';

/** One eval run: its progress, and when it has ended its verdict, as a sentence first and then with its evidence. */
export function VerdictScreen() {
  const { run: id } = evalRunRoute.useParams();
  return (
    <RunPage id={id}>
      {(run) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
          <div className="mx-auto flex w-full max-w-5xl flex-col gap-8 px-4 py-6 sm:px-6">
            {underWay(run) ? <Progress run={run} /> : <Ended run={run} />}
          </div>
        </div>
      )}
    </RunPage>
  );
}

function Ended({ run }: { run: EvalRun }) {
  const { verdict } = run;
  const { graders, gate } = run.definition;
  if (!verdict) return <Unfinished run={run} />;
  return (
    <>
      <Sentence run={run} verdict={verdict} />
      <Criteria verdict={verdict} graders={graders} run={run} />
      {verdict.slices.length > 0 && (
        <Slices slices={verdict.slices} rule={gate.slices} graders={graders} run={run} />
      )}
      <Hashes verdict={verdict} run={run} />
    </>
  );
}

function Sentence({ run, verdict }: { run: EvalRun; verdict: Verdict }) {
  const { t, language } = useWords();
  const { icon: Icon, tone } = RESULT_LOOKS[verdict.result];
  const ink = { good: 'text-good', bad: 'text-bad', warn: 'text-warn', plain: '', accent: '' }[tone];
  const { createdBy, createdAt, datasetVersion, dataset, errors } = run;
  return (
    <section aria-label={t('evals.verdict')} className="flex gap-3">
      <Icon className={`mt-0.5 size-6 shrink-0 ${ink}`} aria-hidden />
      <div className="flex min-w-0 flex-col gap-2">
        <p className="text-pretty text-lg">{verdict.sentence[language]}</p>
        <p className="flex flex-wrap gap-x-2 text-muted">
          <span>{t('evals.measured_on', { dataset, version: datasetVersion })}</span>
          <span aria-hidden>·</span>
          <span>{createdBy}</span>
          <span aria-hidden>·</span>
          <When at={createdAt} />
        </p>
        {errors > 0 && (
          <p className="flex items-center gap-1.5 text-bad">
            <CircleAlert className="size-4 shrink-0" aria-hidden />
            {t('evals.errors', { count: errors })}
          </p>
        )}
      </div>
    </section>
  );
}

/** Cancelled or failed: there is no verdict, and why. */
function Unfinished({ run }: { run: EvalRun }) {
  const { t } = useWords();
  const failed = run.status === 'failed';
  const Icon = failed ? CircleAlert : CircleStop;
  return (
    <section className="flex gap-3">
      <Icon className={`mt-0.5 size-6 shrink-0 ${failed ? 'text-bad' : 'text-muted'}`} aria-hidden />
      <div className="flex flex-col gap-1">
        <p className="text-lg">{t(failed ? 'evals.failed_title' : 'evals.cancelled_title')}</p>
        <p className="text-muted">
          {t(failed ? 'evals.failed_what' : 'evals.cancelled_what', { done: run.done, total: run.total })}
        </p>
      </div>
    </section>
  );
}
