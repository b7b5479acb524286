import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import type { Draft } from './use-draft.ts';

interface SaveBarProps {
  draft: Draft;
  busy: boolean;
  label: string;
  onSave: () => void;
}

export function SaveBar({ draft, busy, label, onSave }: SaveBarProps) {
  const { t } = useWords();
  return (
    <>
      {draft.dirty && <span className="text-muted text-xs max-sm:hidden">{t('editor.dirty')}</span>}
      <Button look="primary" busy={busy} disabled={!draft.dirty} onClick={onSave}>
        {label}
      </Button>
    </>
  );
}
