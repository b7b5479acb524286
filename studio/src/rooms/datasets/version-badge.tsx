import { Lock, LockOpen } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import type { Dataset } from './model.ts';

/** The version of a data set, and whether it may still change: an eval run seals it. */
export function VersionBadge({ dataset: { version, sealed } }: { dataset: Dataset }) {
  const { t } = useWords();
  return (
    <Badge icon={sealed ? Lock : LockOpen} tone={sealed ? 'plain' : 'accent'}>
      {t(sealed ? 'datasets.version_sealed' : 'datasets.version_open', { number: version })}
    </Badge>
  );
}
