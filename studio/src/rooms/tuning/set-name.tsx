import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/words.ts';
import { LINK } from './link.ts';

interface SetNameProps {
  set: { slug: string; name: string; version: number };
  /** Where a link of its own stands around it. */
  plain?: boolean;
}

/** A version of a training set by its name; one that was deleted since is only known to have been there. */
export function SetName({ set: { slug, name, version }, plain }: SetNameProps) {
  const { t } = useWords();
  if (slug === '') return <span className="text-faint">{t('tuning.set_gone')}</span>;
  const said = t('tuning.set_version', { name, version });
  if (plain) return <>{said}</>;
  return (
    <Link to="/models/training-sets/$slug" params={{ slug }} search={{ version }} className={LINK}>
      {said}
    </Link>
  );
}
