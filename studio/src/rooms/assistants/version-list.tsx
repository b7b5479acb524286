import { useWords } from '../../i18n/words.ts';
import { Badge } from '../../parts/badge.tsx';
import { When } from '../../parts/when.tsx';
import type { Version } from './version.ts';

interface VersionListProps {
  versions: readonly Version[];
  serving: number | null;
  from: number | undefined;
  to: number;
  onCompare: (next: { from?: number; to?: number }) => void;
}

/** Two columns of choices: the older version on the left, the newer one on the right, as on a wiki's history. */
export function VersionList({ versions, serving, from, to, onCompare }: VersionListProps) {
  const { t } = useWords();
  return (
    <div className="shrink-0 border-line border-b lg:w-90 lg:overflow-y-auto lg:border-r lg:border-b-0">
      <table className="w-full">
        <caption className="sr-only">{t('versions.list')}</caption>
        <thead className="text-left text-muted text-xs">
          <tr className="[&>th]:h-8 [&>th]:border-b [&>th]:border-line [&>th]:font-normal">
            <th className="w-18 pl-4 sm:w-20 sm:pl-6">{t('versions.old')}</th>
            <th className="w-12">{t('versions.new')}</th>
            <th className="pr-4">{t('assistants.version')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ number, createdBy, createdAt }) => (
            <tr key={number} className="[&>td]:border-b [&>td]:border-line [&>td]:py-2">
              <td className="pl-4 sm:pl-6">
                <input
                  type="radio"
                  name="from"
                  className="size-4 accent-accent"
                  aria-label={t('versions.compare_from', { number })}
                  checked={number === from}
                  disabled={number >= to}
                  onChange={() => onCompare({ from: number, to })}
                />
              </td>
              <td>
                <input
                  type="radio"
                  name="to"
                  className="size-4 accent-accent"
                  aria-label={t('versions.compare_to', { number })}
                  checked={number === to}
                  onChange={() =>
                    onCompare({ from: from !== undefined && from < number ? from : undefined, to: number })
                  }
                />
              </td>
              <td className="pr-4">
                <span className="flex items-center gap-2">
                  <strong>{t('assistants.version_n', { number })}</strong>
                  {number === serving && <Badge tone="good">{t('versions.serving')}</Badge>}
                </span>
                <span className="block truncate text-muted text-xs">
                  {createdBy} · <When at={createdAt} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
