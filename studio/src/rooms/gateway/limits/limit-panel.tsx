import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { LimitFields } from './limit-fields.tsx';
import { isComplete, type Limit, ruleOf, valuesOf } from './model.ts';
import { Spent } from './spent.tsx';
import { useLimitWords } from './words.ts';

/** One limit: what is used of it, what it says, and its end. */
export function LimitPanel({ limit, onClose }: { limit: Limit; onClose: () => void }) {
  const { t } = useWords();
  const manages = useMay()('manageRoutes');
  const say = useLimitWords();
  const [asking, setAsking] = useState(false);
  const { id, rule } = limit;
  return (
    <Detail title={rule.name} kind={say.subject(rule)} onClose={onClose}>
      {rule.budget && (
        <Section title={t('gateway.budget')}>
          <Spent limit={limit} />
        </Section>
      )}
      <Section title={t('gateway.limit')}>
        {manages ? (
          <LimitForm limit={limit} />
        ) : (
          <Facts>
            <Fact name={t('gateway.rates')}>{say.rates(rule) || t('gateway.no_rates')}</Fact>
          </Facts>
        )}
      </Section>
      {manages && (
        <Section title={t('settings.for_good')}>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('gateway.remove_limit')}
          </Button>
        </Section>
      )}
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('gateway.remove_title', { name: rule.name })}
        description={t('gateway.remove_limit_what')}
        submit={t('gateway.remove_limit')}
        onSubmit={async () => {
          await api('DELETE /api/limits/{id}', { params: { id } });
          onClose();
          notify(t('gateway.removed', { name: rule.name }));
          void changed('GET /api/limits');
        }}
      />
    </Detail>
  );
}

function LimitForm({ limit: { id, rule } }: { limit: Limit }) {
  const { t } = useWords();
  const [value, setValue] = useState(() => valuesOf(rule));
  const { busy, error, submit } = useTask();
  const same = JSON.stringify(value) === JSON.stringify(valuesOf(rule));
  const save = submit(async () => {
    await api('PUT /api/limits/{id}', { params: { id }, body: ruleOf(value) });
    notify(t('gateway.limit_saved'));
    await changed('GET /api/limits');
  });
  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      <LimitFields value={value} onChange={(change) => setValue({ ...value, ...change })} />
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={same || !isComplete(value)}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
