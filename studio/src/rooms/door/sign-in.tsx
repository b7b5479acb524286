import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { queryClient } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Field } from '../../parts/field.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { useTask } from '../../parts/use-task.ts';
import { Door } from './door.tsx';
import { safeNext } from './next-path.ts';

const route = getRouteApi('/sign-in');

export function SignIn() {
  const { t } = useWords();
  const router = useRouter();
  const { next } = route.useSearch();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { busy, error, submit } = useTask();

  const signIn = submit(async () => {
    await api('POST /api/session', { body: { email: email.trim(), password } });
    queryClient.clear();
    router.history.push(safeNext(next));
  });

  return (
    <Door title={t('door.sign_in')}>
      <form className="flex flex-col gap-4" onSubmit={signIn}>
        <Field label={t('door.email')}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="username"
              autoFocus
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('door.password')}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {error !== undefined && <ErrorNote error={error} />}
        <Button type="submit" look="primary" busy={busy}>
          {t('door.sign_in')}
        </Button>
        <p className="text-xs text-muted">{t('door.first_time')}</p>
      </form>
    </Door>
  );
}
