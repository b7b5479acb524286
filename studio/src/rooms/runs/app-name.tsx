import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import type { RunSummary } from './states.ts';

/** Which version ran; of another program only its name is known. */
export function AppName({
  run: { app, version, source },
}: {
  run: Pick<RunSummary, 'app' | 'version' | 'source'>;
}) {
  const { t } = useWords();
  return (
    <>
      {app}{' '}
      {source === 'external' ? (
        <Badge>{t('runs.external')}</Badge>
      ) : (
        <span className="text-faint">{t('runs.v_n', { number: version })}</span>
      )}
    </>
  );
}
