import { useQuery } from '@tanstack/react-query';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Filter, FilterBar, SearchBox } from '../../parts/filters.tsx';
import { DATA_CLASSES } from '../gateway/facts.ts';
import type { RunsSearch } from './addresses.ts';
import { PERIODS, REVIEWS, RUN_STATES, SOURCES, THUMBS } from './states.ts';

interface RunFiltersProps {
  filter: RunsSearch;
  onChange: (change: RunsSearch) => void;
}

export function RunFilters({ filter, onChange }: RunFiltersProps) {
  const { t } = useWords();
  const { data } = useQuery(read('GET /api/apps'));
  const apps = (data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  const { app } = filter;
  // Runs outlive their assistant, and its filter works on.
  const gone = app && !apps.some(({ value }) => value === app) ? [{ value: app, label: app }] : [];
  return (
    <FilterBar>
      <SearchBox
        label={t('runs.search')}
        value={filter.search ?? ''}
        onChange={(text) => onChange({ search: text || undefined })}
      />
      <Filter
        label={t('runs.assistant')}
        value={app}
        options={[...apps, ...gone]}
        onChange={(next) => onChange({ app: next })}
      />
      <Filter
        label={t('runs.status')}
        value={filter.status}
        options={RUN_STATES.map((value) => ({ value, label: t(`runs.status_${value}`) }))}
        onChange={(status) => onChange({ status })}
      />
      <Filter
        label={t('runs.source')}
        value={filter.source}
        options={SOURCES.map((value) => ({ value, label: t(`runs.source_${value}`) }))}
        onChange={(source) => onChange({ source })}
      />
      <Filter
        label={t('runs.feedback')}
        value={filter.thumb}
        options={THUMBS.map((value) => ({ value, label: t(`runs.thumb_${value}`) }))}
        onChange={(thumb) => onChange({ thumb })}
      />
      <Filter
        label={t('runs.review')}
        value={filter.review}
        options={REVIEWS.map((value) => ({ value, label: t(`runs.review_is_${value}`) }))}
        onChange={(review) => onChange({ review })}
      />
      <Filter
        label={t('gateway.data_class')}
        value={filter.dataClass}
        options={DATA_CLASSES.map((value) => ({ value, label: t(`gateway.class_${value}`) }))}
        onChange={(dataClass) => onChange({ dataClass })}
      />
      <Filter
        label={t('runs.time')}
        value={filter.since}
        options={PERIODS.map((value) => ({ value, label: t(`runs.since_${value}`) }))}
        onChange={(since) => onChange({ since })}
      />
    </FilterBar>
  );
}
