import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../client/api-error.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Section } from '../../parts/split-view.tsx';
import { Asked } from './asked.tsx';
import { Cost } from './cost.tsx';
import { FeedbackList } from './feedback-list.tsx';
import { Found } from './found.tsx';
import { Guardrails } from './guardrails.tsx';
import { Output } from './output.tsx';
import { Saw } from './saw.tsx';
import { guardrailNotes } from './span-facts.ts';
import type { Run } from './states.ts';
import { Timings } from './timings.tsx';

/** A run from top to bottom: what was asked, found and seen, how long it took, what it cost, and what came out. */
export function RunStory({ run }: { run: Run }) {
  const { t } = useWords();
  /** The passage that a citation led to. */
  const [looked, setLooked] = useState<string>();
  return (
    <>
      {run.withheld ? (
        <Withheld />
      ) : (
        <>
          <Asked run={run} />
          <Found run={run} looked={looked} />
          {run.source === 'platform' && <Saw run={run} />}
        </>
      )}
      <Guardrails run={run} />
      {run.spans.length > 0 && <Timings run={run} />}
      <Section title={t('runs.cost')}>
        <Cost run={run} />
      </Section>
      {!run.withheld && run.answer && (
        <Section title={t('runs.output')}>
          <Output run={run} onOpen={({ passageId }) => setLooked(passageId)} />
        </Section>
      )}
      {run.error && (
        <Section title={t('runs.failure')}>
          {run.source === 'external' ? (
            <p>
              <code className="font-mono text-xs">{run.error}</code>{' '}
              <span className="text-muted">{t('runs.error_of_program')}</span>
            </p>
          ) : (
            <ErrorNote error={failureOf(run, run.error)} />
          )}
        </Section>
      )}
      {!run.withheld && <FeedbackList run={run} />}
    </>
  );
}

/** Rules hold for builders and owners too; said before anything that is missing. */
function Withheld() {
  const { t } = useWords();
  return (
    <div className="flex gap-2.5 border-line border-b bg-sunken px-4 py-3 sm:px-5">
      <LockKeyhole className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
      <div>
        <p className="font-strong">{t('runs.withheld_title')}</p>
        <p className="text-muted">{t('runs.withheld_why')}</p>
      </div>
    </div>
  );
}

/** A run keeps only the code of its failure; what most of them are about stands in the run. */
function failureOf({ model, dataClass, findings, spans }: Run, code: string): ApiError {
  const name = model ?? '';
  const { policy = '' } = guardrailNotes(spans);
  const checks = Object.keys(findings).join(', ');
  const params = { model: name, provider: name, models: name, dataClass, policy, checks };
  return new ApiError({ code, status: 0, params });
}
