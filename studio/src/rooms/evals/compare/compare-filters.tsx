import { useQuery } from '@tanstack/react-query';
import type { Result } from '../../../client/endpoints.ts';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { cx } from '../../../parts/cx.ts';
import { Filter, FilterBar } from '../../../parts/filters.tsx';
import { CHANGES, type Change, type CompareSearch } from '../addresses.ts';
import type { EvalRun, Grader } from '../model.ts';
import { CHANGE_LOOKS } from './changes.ts';

interface CompareFiltersProps {
  run: EvalRun;
  filter: CompareSearch;
  grader: string | undefined;
  graders: readonly Grader[];
  counts: Result<'GET /api/eval-runs/{id}/results'>['counts'] | undefined;
  onChange: (change: CompareSearch) => void;
}

export function CompareFilters({ run, filter, grader, graders, counts, onChange }: CompareFiltersProps) {
  const { t, format } = useWords();
  const dataset = useQuery({
    ...read('GET /api/datasets/{slug}', { params: { slug: run.dataset } }),
    retry: false,
  }).data;
  const tags = (dataset?.tags ?? []).map(({ tag }) => ({ value: tag, label: tag }));
  const kinds =
    run.baseline === null ? CHANGES.filter((kind) => kind !== 'gained' && kind !== 'lost') : CHANGES;
  const shown = kinds.filter((kind) => kind !== 'unjudged' || (counts?.unjudged ?? 0) > 0);
  return (
    <FilterBar>
      <fieldset className="flex flex-wrap rounded-md border border-edge bg-surface">
        <legend className="sr-only">{t('evals.change')}</legend>
        <Kind
          label={t('common.all')}
          count={counts && format.number(Object.values(counts).reduce((sum, count) => sum + count, 0))}
          pressed={filter.change === undefined}
          onPress={() => onChange({ change: undefined })}
        />
        {shown.map((kind) => (
          <Kind
            key={kind}
            kind={kind}
            label={t(run.baseline === null ? `evals.alone_${kind}` : `evals.change_${kind}`)}
            count={counts && format.number(counts[kind])}
            pressed={filter.change === kind}
            onPress={() => onChange({ change: kind })}
          />
        ))}
      </fieldset>
      <Filter
        label={t('evals.tag')}
        value={filter.tag}
        options={tags}
        onChange={(tag) => onChange({ tag })}
      />
      {graders.length > 1 && (
        <Filter
          label={t('evals.by_grader')}
          value={grader}
          options={graders.map(({ name }) => ({ value: name, label: name }))}
          onChange={(next) => onChange({ grader: next })}
        />
      )}
    </FilterBar>
  );
}

interface KindProps {
  kind?: Change;
  label: string;
  count: string | undefined;
  pressed: boolean;
  onPress: () => void;
}

function Kind({ kind, label, count, pressed, onPress }: KindProps) {
  const Icon = kind && CHANGE_LOOKS[kind].icon;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cx(
        'inline-flex h-7.5 items-center gap-1.5 whitespace-nowrap rounded-md px-2.5 text-sm',
        pressed ? 'bg-accent-soft font-strong text-accent-ink' : 'text-muted hover:text-ink',
      )}
    >
      {Icon && <Icon className="size-3.5" aria-hidden />}
      {label}
      <span className="font-normal tabular-nums">{count}</span>
    </button>
  );
}
