import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { useTask } from './use-task.ts';

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
  const { busy, error, run, forget } = useTask();
  const close = () => {
    forget();
    onClose();
  };
  const send = async () => {
    if ((await onSubmit()) !== 'left') close();
  };
  return (
    <Dialog open={open} onClose={close} title={title} description={description} wide={wide}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!disabled) void run(send);
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
