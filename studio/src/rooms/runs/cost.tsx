import { useWords } from '../../i18n/words.ts';
import type { Run } from './states.ts';

/** What a run took: tokens in, tokens out, money. */
export function Cost({ run }: { run: Run }) {
  const { t, format } = useWords();
  const { usage, costUsd, model } = run;
  const local = model?.startsWith('local/') ?? false;
  return (
    <>
      <dl className="grid grid-cols-3 gap-3">
        <Figure name={t('runs.tokens_in')} value={usage && format.number(usage.prompt_tokens)} />
        <Figure name={t('runs.tokens_out')} value={usage && format.number(usage.completion_tokens)} />
        <Figure name={t('runs.price')} value={costUsd === null ? null : format.money(costUsd)} />
      </dl>
      {(local || costUsd === null) && model && (
        <p className="mt-2 text-muted text-xs">{t(local ? 'runs.price_local' : 'runs.price_unknown')}</p>
      )}
    </>
  );
}

function Figure({ name, value }: { name: string; value: string | null }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-muted text-xs">{name}</dt>
      <dd className="text-base tabular-nums">{value ?? '–'}</dd>
    </div>
  );
}
