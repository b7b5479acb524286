import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { ApiError } from '../../../client/api-error.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Checkbox } from '../../../parts/choices.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Field, FieldSet } from '../../../parts/field.tsx';
import { TextArea } from '../../../parts/inputs.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { ModelsPage } from '../models-page.tsx';
import { CHECKS, type CheckBody, type Checked, type CheckName, type NEEDS, needOf } from './model.ts';
import { WhatWasFound } from './what-was-found.tsx';

type Extra = (typeof NEEDS)[keyof typeof NEEDS];

/** Shows what the checks see in a text, before they decide over anybody's. */
export function Tester() {
  const { t } = useWords();
  const may = useMay();
  const [text, setText] = useState('');
  const [checks, setChecks] = useState<CheckName[]>(['pii', 'secrets', 'injection', 'toxicity']);
  const [extra, setExtra] = useState<Record<Extra, string>>({
    words: '',
    topics: '',
    passages: '',
    schema: '',
  });
  const { busy, error, submit } = useTask();
  const [result, setResult] = useState<{ text: string; checked: Checked }>();
  const needed = checks.flatMap((check) => needOf(check) ?? []);
  const missing = needed.some((field) => extra[field].trim() === '');

  const run = submit(async () => {
    const body = { text, checks, ...withExtra(needed, extra) };
    setResult({ text, checked: await api('POST /api/guardrails/check', { body }) });
  });

  return (
    <ModelsPage>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        <div className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-5 sm:px-6 lg:grid-cols-2">
          <form className="flex min-w-0 flex-col gap-4" onSubmit={run}>
            <p className="text-muted">{t('gateway.tester_what')}</p>
            <Field label={t('gateway.text')}>
              {(control) => (
                <TextArea
                  {...control}
                  required
                  rows={7}
                  maxLength={200_000}
                  placeholder={t('gateway.text_example')}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            <FieldSet legend={t('gateway.checks')}>
              <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
                {CHECKS.map((check) => (
                  <Checkbox
                    key={check}
                    label={t(`gateway.check_${check}`)}
                    hint={t(`gateway.check_${check}_what`)}
                    checked={checks.includes(check)}
                    onChange={(on) =>
                      setChecks(CHECKS.filter((one) => (one === check ? on : checks.includes(one))))
                    }
                  />
                ))}
              </div>
            </FieldSet>
            {needed.map((field) => (
              <Field key={field} label={t(`gateway.need_${field}`)} hint={t(`gateway.need_${field}_hint`)}>
                {(control) => (
                  <TextArea
                    {...control}
                    rows={3}
                    className={field === 'schema' ? 'font-mono text-xs' : undefined}
                    value={extra[field]}
                    onChange={(event) => setExtra({ ...extra, [field]: event.target.value })}
                  />
                )}
              </Field>
            ))}
            {error !== undefined && <ErrorNote error={error} />}
            <div>
              <Button
                type="submit"
                look="primary"
                icon={ShieldCheck}
                busy={busy}
                disabled={!may('checkTexts') || text.trim() === '' || checks.length === 0 || missing}
              >
                {t('gateway.check')}
              </Button>
            </div>
          </form>
          <div aria-live="polite" className="min-w-0">
            {error === undefined && result ? (
              <WhatWasFound {...result} />
            ) : (
              <div className="rounded-lg border border-line border-dashed">
                <Empty icon={ShieldCheck} title={t('gateway.nothing_checked')}>
                  {t('gateway.nothing_checked_what')}
                </Empty>
              </div>
            )}
          </div>
        </div>
      </div>
    </ModelsPage>
  );
}

/** Words, topics and passages are typed a line each. */
function withExtra(needed: readonly Extra[], extra: Record<Extra, string>): Partial<CheckBody> {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  const out: Partial<CheckBody> = {};
  if (needed.includes('words')) out.words = lines(extra.words);
  if (needed.includes('topics')) out.topics = lines(extra.topics);
  if (needed.includes('passages')) out.passages = lines(extra.passages);
  if (needed.includes('schema')) out.schema = schemaIn(extra.schema);
  return out;
}

function schemaIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw new ApiError({ code: 'guardrails.bad_schema', status: 0, params: { detail: 'JSON' } });
}
