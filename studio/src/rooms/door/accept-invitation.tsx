import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { ApiError } from '../../client/api-error.ts';
import { queryClient } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Field } from '../../parts/field.tsx';
import { TextInput } from '../../parts/inputs.tsx';
import { useTask } from '../../parts/use-task.ts';
import { Door } from './door.tsx';

/** Opens an invitation's link: a name, a password, and one is in. */
export function AcceptInvitation() {
  const { t } = useWords();
  const token = useRouterState({ select: (state) => state.location.hash });
  return (
    <Door title={t('door.join')}>
      {token ? (
        <JoinForm token={token} />
      ) : (
        <div className="flex flex-col items-start gap-4">
          <p className="text-muted">{t('door.no_token')}</p>
          <Link to="/sign-in" className={buttonClass()}>
            {t('door.sign_in')}
          </Link>
        </div>
      )}
    </Door>
  );
}

function JoinForm({ token }: { token: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { busy, error, submit } = useTask();
  const short = password.length > 0 && password.length < 10;

  const accept = submit(async () => {
    const { email } = await api('POST /api/invitations/accept', { body: { token, name, password } });
    // What was typed is their password now, or was before.
    const known = await api('POST /api/session', { body: { email, password } }).then(
      () => true,
      () => false,
    );
    queryClient.clear();
    await navigate(known ? { to: '/' } : { to: '/sign-in' });
  });

  return (
    <form className="flex flex-col gap-4" onSubmit={accept}>
      <p className="text-muted">{t('door.join_how')}</p>
      <Field label={t('door.name')}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="name"
            autoFocus
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('door.new_password')}
        hint={t('door.password_hint')}
        error={short ? t('door.password_short') : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            type="password"
            autoComplete={
              error instanceof ApiError && error.code === 'identity.account_known'
                ? 'current-password'
                : 'new-password'
            }
            required
            maxLength={256}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {error !== undefined && <ErrorNote error={error} />}
      <Button type="submit" look="primary" busy={busy} disabled={short}>
        {t('door.join_submit')}
      </Button>
    </form>
  );
}
