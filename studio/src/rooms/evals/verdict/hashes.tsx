import { useWords } from '../../../i18n/words.ts';
import { CopyButton } from '../../../parts/copy.tsx';
import type { EvalRun, Verdict } from '../model.ts';

/** What the verdict rests on, so that anybody can compute it again. */
export function Hashes({ verdict, run }: { verdict: Verdict; run: EvalRun }) {
  const { t } = useWords();
  const { hashes, seed } = verdict;
  const rows = (['version', 'baseline', 'dataset', 'graders', 'outputs'] as const).flatMap((name) => {
    const hash = hashes[name];
    return hash === null ? [] : [{ name, hash }];
  });
  return (
    <details className="rounded-lg border border-line">
      <summary className="rounded-lg px-4 py-2.5 text-muted hover:text-ink sm:px-5">
        {t('evals.hashes')}
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
        <p className="text-muted">{t('evals.hashes_what')}</p>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1">
          {rows.map(({ name, hash }) => (
            <div key={name} className="contents">
              <dt className="text-muted">{t(`evals.hash_${name}`)}</dt>
              <dd className="truncate font-mono text-xs">{hash}</dd>
              <dd>
                <CopyButton text={hash} label={t('evals.copy_hash', { name: t(`evals.hash_${name}`) })} />
              </dd>
            </div>
          ))}
          <dt className="text-muted">{t('evals.seed')}</dt>
          <dd className="font-mono text-xs">{seed}</dd>
          <dd />
          <dt className="text-muted">{t('evals.run_id')}</dt>
          <dd className="truncate font-mono text-xs">{run.id}</dd>
          <dd>
            <CopyButton text={run.id} />
          </dd>
        </dl>
      </div>
    </details>
  );
}
