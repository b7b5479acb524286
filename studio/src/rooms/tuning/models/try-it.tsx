import { CircleSlash, FlaskConical, Tag } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { Result } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Field } from '../../../parts/field.tsx';
import { TextArea } from '../../../parts/inputs.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { useShares } from '../figures.ts';
import type { TunedModel } from '../model.ts';

type Answer = Result<'POST /api/tuned-models/{id}/try'>;

/** A text, and what the model makes of it: its label, how sure it is, and what else it thought of. */
export function TryIt({ model: { id } }: { model: TunedModel }) {
  const { t } = useWords();
  const may = useMay();
  const [text, setText] = useState('');
  const { busy, error, submit } = useTask();
  const [answer, setAnswer] = useState<Answer>();
  const run = submit(async () => {
    setAnswer(await api('POST /api/tuned-models/{id}/try', { params: { id }, body: { texts: [text] } }));
  });
  return (
    <section
      aria-labelledby="try-it"
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <h2 id="try-it" className="text-base">
        {t('tuning.try_it')}
      </h2>
      <form className="flex flex-col gap-3" onSubmit={run}>
        <Field label={t('tuning.text')}>
          {(control) => (
            <TextArea
              {...control}
              required
              rows={3}
              maxLength={20_000}
              placeholder={t('tuning.text_example')}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }}
            />
          )}
        </Field>
        <div>
          <Button type="submit" icon={FlaskConical} busy={busy} disabled={text.trim() === '' || !may('ask')}>
            {t('tuning.label_it')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {error !== undefined && <ErrorNote error={error} />}
        {error === undefined && answer && <Answered answer={answer} />}
      </div>
    </section>
  );
}

function Answered({ answer }: { answer: Answer }) {
  const { t, format } = useWords();
  const { share } = useShares();
  const [first] = answer.data;
  if (!first) return null;
  const { labels, abstained, top, tokens } = first;
  return (
    <div className="flex flex-col gap-3">
      {abstained ? (
        <Mark icon={CircleSlash} tone="warn">
          <span className="font-strong">{t('tuning.abstained')}</span>
        </Mark>
      ) : (
        <p className="flex flex-wrap items-center gap-1.5">
          {labels.length === 0 && <span className="text-muted">{t('tuning.no_label')}</span>}
          {labels.map((label) => (
            <span
              key={label}
              className="inline-flex max-w-full items-center gap-1.5 rounded-md bg-accent-soft px-2 py-1 text-accent-ink"
            >
              <Tag className="size-4 shrink-0" aria-hidden />
              <strong className="min-w-0 break-words">{label}</strong>
            </span>
          ))}
        </p>
      )}
      <ul aria-label={t('tuning.probabilities')} className="flex flex-col gap-1.5">
        {top.map(({ label, probability }) => (
          <li key={label} className="grid grid-cols-[minmax(0,1fr)_84px_52px] items-center gap-3">
            <span className="truncate" title={label}>
              {label}
            </span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${probability * 100}%` }}
              />
            </span>
            <span className="text-right tabular-nums">{share(probability)}</span>
          </li>
        ))}
      </ul>
      <p className="text-muted text-xs tabular-nums">
        {t('tuning.try_took', { time: format.duration(answer.durationMs), count: tokens })}
      </p>
    </div>
  );
}
