import { useWords } from '../i18n/words.ts';
import { Button } from './button.tsx';

/** A filter that leaves nothing; the way out is one button. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useWords();
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-16 text-muted">
      <p>{t('common.no_match')}</p>
      <Button onClick={onClear}>{t('common.clear_filters')}</Button>
    </div>
  );
}
