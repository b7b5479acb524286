import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { SecretOnce } from '../../parts/copy.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';

interface Secret {
  title: string;
  what: string;
  label: string;
  secret: string;
}

interface SecretFormProps {
  title: string;
  submit: string;
  disabled?: boolean;
  wide?: boolean;
  /** Makes the thing and says what is to be shown of it, this once. */
  make: () => Promise<Secret>;
  onClose: () => void;
  children: ReactNode;
}

/** A form that makes a secret: an API key, an invitation's link. The secret is shown once, and is gone when it closes. */
export function SecretForm({ title, submit, disabled, wide, make, onClose, children }: SecretFormProps) {
  const { t } = useWords();
  const [made, setMade] = useState<Secret>();
  // The form closes itself when it succeeds; then it is the secret's turn, not the end.
  const succeeded = useRef(false);
  if (made)
    return (
      <Dialog
        open
        onClose={onClose}
        title={made.title}
        description={made.what}
        actions={<Button onClick={onClose}>{t('settings.done')}</Button>}
      >
        <SecretOnce label={made.label} secret={made.secret} />
      </Dialog>
    );
  return (
    <FormDialog
      open
      onClose={() => !succeeded.current && onClose()}
      title={title}
      submit={submit}
      disabled={disabled}
      wide={wide}
      onSubmit={async () => {
        const secret = await make();
        succeeded.current = true;
        setMade(secret);
      }}
    >
      {children}
    </FormDialog>
  );
}
