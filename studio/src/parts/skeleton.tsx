import { useWords } from '../i18n/words.ts';
import { cx } from './cx.ts';

/** A grey bar where text will be. */
export function Bar({ className }: { className?: string }) {
  return <span className={cx('pulse block h-3 rounded-sm bg-sunken', className)} />;
}

/** Rows of the size that the list will have, so that nothing jumps when it arrives. */
export function SkeletonRows({ rows = 12 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <output className="block" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <span key={i} className="flex h-9 items-center gap-6 border-b border-line px-4">
          <Bar className={['w-1/4', 'w-1/3', 'w-1/5'][i % 3]} />
          <Bar className="w-1/3" />
          <Bar className="ml-auto w-16" />
        </span>
      ))}
    </output>
  );
}

export function SkeletonText({ lines = 6 }: { lines?: number }) {
  const { t } = useWords();
  return (
    <output className="flex flex-col gap-2.5 p-5" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Bar key={i} className={['w-full', 'w-11/12', 'w-4/5', 'w-2/3'][i % 4]} />
      ))}
    </output>
  );
}
