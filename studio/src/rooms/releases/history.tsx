import { CircleDot, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { cx } from '../../parts/cx.ts';
import { When } from '../../parts/when.tsx';
import { releaseRoute } from './addresses.ts';
import type { Release } from './model.ts';

/** All releases of an app, newest first; the rest of each is shown beside the list. */
export function History({
  releases,
  selected,
}: {
  releases: readonly Release[];
  selected: string | undefined;
}) {
  const { t } = useWords();
  const sorted = [...releases].sort((a, b) => b.releasedAt.localeCompare(a.releasedAt));
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="mb-2 text-base">
        {t('releases.history')}
      </h2>
      {sorted.length === 0 ? (
        <p className="text-muted">{t('releases.no_history')}</p>
      ) : (
        <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {sorted.map((release) => (
            <HistoryRow key={release.id} release={release} selected={release.id === selected} />
          ))}
        </ol>
      )}
    </section>
  );
}

function HistoryRow({ release, selected }: { release: Release; selected: boolean }) {
  const { t } = useWords();
  const { id, version, stage, share, override, evidence, note, releasedBy, releasedAt, endedAt } = release;
  const why = override ?? note;
  return (
    <li
      aria-current={selected || undefined}
      className={cx(
        'relative flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2 hover:bg-hover',
        selected && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <releaseRoute.Link
        search={(before) => ({ ...before, open: id })}
        className="stretched w-24 shrink-0 font-strong"
      >
        {t('releases.version', { number: version })}
      </releaseRoute.Link>
      <span className="w-36 shrink-0">
        {share === null
          ? t(`releases.stage_${stage}`)
          : t('releases.stage_share', { stage: t(`releases.stage_${stage}`), share })}
      </span>
      <span className="w-28 shrink-0">
        {override !== null ? (
          <Mark icon={ShieldAlert} tone="warn">
            {t('releases.overridden')}
          </Mark>
        ) : evidence.length > 0 ? (
          <Mark icon={ShieldCheck} tone="good">
            {t('releases.proven')}
          </Mark>
        ) : (
          <span className="text-muted">{t('releases.unproven')}</span>
        )}
      </span>
      <span className="min-w-0 flex-1 truncate text-muted max-sm:basis-full">{why}</span>
      <span className="flex items-center gap-3 text-muted">
        {endedAt === null && (
          <Mark icon={CircleDot} tone="accent">
            {t('releases.serves_now')}
          </Mark>
        )}
        <span className="max-w-32 truncate">{releasedBy}</span>
        <When at={releasedAt} />
      </span>
    </li>
  );
}
