import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { Result } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Field } from '../../../parts/field.tsx';
import { GroupChoice } from '../../../parts/group-choice.tsx';
import { Select, TextArea } from '../../../parts/inputs.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useGroups } from '../../../shell/groups.ts';
import { DATA_CLASSES, type DataClass } from '../facts.ts';
import type { Rule } from './definition.ts';
import { Explained } from './explained.tsx';

interface TryRouteProps {
  slug: string;
  rules: readonly Rule[];
  dirty: boolean;
  onClose: () => void;
}

/** Where a request would go, and why. Nothing is sent to any model. */
export function TryRoute({ slug, rules, dirty, onClose }: TryRouteProps) {
  const { t } = useWords();
  const groups = useGroups();
  const [text, setText] = useState('');
  const [dataClass, setDataClass] = useState<DataClass>('internal');
  const [groupIds, setGroupIds] = useState<string[]>([]);
  const { busy, error, submit } = useTask();
  const [result, setResult] = useState<Result<'POST /api/routes/{slug}/try'>>();
  const run = submit(async () => {
    const body = { text, dataClass, groups: groupIds };
    setResult(await api('POST /api/routes/{slug}/try', { params: { slug }, body }));
  });
  return (
    <Detail
      title={t('gateway.try')}
      kind={dirty ? t('gateway.trying_saved') : t('gateway.try_what')}
      onClose={onClose}
    >
      <Section title={t('gateway.request')}>
        <form className="flex flex-col gap-4" onSubmit={run}>
          <Field label={t('gateway.text')}>
            {(control) => (
              <TextArea
                {...control}
                required
                maxLength={100_000}
                placeholder={t('gateway.try_example')}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('gateway.by_dataClass')}>
            {(control) => (
              <Select
                {...control}
                value={dataClass}
                onChange={(event) => {
                  const next = DATA_CLASSES.find((one) => one === event.target.value);
                  if (next) setDataClass(next);
                }}
              >
                {DATA_CLASSES.map((one) => (
                  <option key={one} value={one}>
                    {t(`gateway.class_${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {groups.length > 0 && (
            <GroupChoice
              legend={t('gateway.caller_in')}
              none=""
              groups={groups}
              value={groupIds}
              onChange={setGroupIds}
            />
          )}
          {error !== undefined && <ErrorNote error={error} />}
          <div>
            <Button type="submit" icon={FlaskConical} busy={busy} disabled={text.trim() === ''}>
              {t('gateway.try_submit')}
            </Button>
          </div>
        </form>
      </Section>
      <div aria-live="polite">{result && <Explained result={result} rules={rules} />}</div>
    </Detail>
  );
}
