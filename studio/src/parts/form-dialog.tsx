import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';

interface FormDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** The verb of the button. */
  submit: string;
  danger?: boolean;
  disabled?: boolean;
  wide?: boolean;
  /**
   * Closes the dialog when it succeeds; what it throws is shown, and the form keeps what was typed. One that went to
   * another screen answers `left`: to close would change the address of the screen that is there by now.
   */
  onSubmit: () => Promise<unknown>;
  children?: ReactNode;
}

/** A dialog that does one thing: a form, or a question before something is lost. */
export function FormDialog(props: FormDialogProps) {
  const { open, onClose, title, description, submit, danger, disabled, wide, onSubmit, children } = props;
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setError(undefined);
    onClose();
  };
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      if ((await onSubmit()) !== 'left') close();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open={open} onClose={close} title={title} description={description} wide={wide}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && !disabled) void run();
        }}
      >
        {children}
        {error !== undefined && <ErrorNote error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
