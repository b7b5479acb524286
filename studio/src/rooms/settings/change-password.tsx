import { useState } from 'react';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Field } from '../../parts/field.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { notify } from '../../parts/toast.tsx';
import { useTask } from '../../parts/use-task.ts';

const SHORTEST = 10;

/** The present password, and a new one typed twice: nobody can look a hidden typing error up. */
export function ChangePassword() {
  const { t } = useWords();
  const [values, setValues] = useState({ current: '', next: '', again: '' });
  const { busy, error, submit } = useTask();
  const { current, next, again } = values;
  const short = next !== '' && next.length < SHORTEST;
  const different = again !== '' && again !== next;

  const save = submit(async () => {
    await api('PUT /api/me/password', { body: { current, next } });
    setValues({ current: '', next: '', again: '' });
    notify(t('settings.password_changed'));
  });

  const field = (
    name: keyof typeof values,
    options: { label: string; complete: string; hint?: string; error?: string },
  ) => (
    <Field label={options.label} hint={options.hint} error={options.error}>
      {(control) => (
        <TextInput
          {...control}
          type="password"
          autoComplete={options.complete}
          required
          maxLength={256}
          value={values[name]}
          onChange={(event) => setValues({ ...values, [name]: event.target.value })}
        />
      )}
    </Field>
  );

  return (
    <form className="flex flex-col gap-4" onSubmit={save}>
      {field('current', { label: t('settings.password_now'), complete: 'current-password' })}
      {field('next', {
        label: t('settings.password_new'),
        complete: 'new-password',
        hint: t('settings.password_hint'),
        error: short ? t('settings.password_short') : undefined,
      })}
      {field('again', {
        label: t('settings.password_again'),
        complete: 'new-password',
        error: different ? t('settings.password_different') : undefined,
      })}
      {error !== undefined && <ErrorNote error={error} />}
      <div>
        <Button
          type="submit"
          look="primary"
          busy={busy}
          disabled={!current || next.length < SHORTEST || again !== next}
        >
          {t('settings.password_change')}
        </Button>
      </div>
    </form>
  );
}
