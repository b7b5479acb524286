import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Eraser } from 'lucide-react';
import type { ReactNode } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { Page } from '../../../parts/page.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../../parts/tabs.tsx';
import { FateMark } from '../marks.tsx';
import type { TunedModel, TunedReport } from '../model.ts';
import { ModelActions } from './model-actions.tsx';

const PARTS = [
  { id: 'quality', to: '/models/tuned/$model' },
  { id: 'mistakes', to: '/models/tuned/$model/mistakes' },
  { id: 'card', to: '/models/tuned/$model/card' },
  { id: 'lineage', to: '/models/tuned/$model/lineage' },
] as const;

/** While a provider deletes an erased model. */
const LOOK_MS = 3_000;

/** What the screens of one tuned model have in common. */
export function ModelPage({ id, children }: { id: string; children: (model: TunedModel) => ReactNode }) {
  const { t } = useWords();
  const {
    data: model,
    error,
    refetch,
  } = useQuery({
    ...read('GET /api/tuned-models/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.atProvider?.status === 'deleting' ? LOOK_MS : false),
  });
  return (
    <Page
      title={model?.suffix ?? ' '}
      aside={model && <FateMark tainted={model.tainted} erasedAt={model.erasedAt} />}
      up={
        <Link to="/models/tuned" className="hover:text-ink">
          {t('gateway.tuned')}
        </Link>
      }
      actions={model && <ModelActions model={model} />}
      tabs={
        <Tabs label={t('tuning.model_parts')}>
          {PARTS.map(({ id: part, to }) => (
            <Link
              key={part}
              to={to}
              params={{ model: id }}
              activeOptions={{ exact: true, includeSearch: false }}
              className={TAB}
            >
              {t(`tuning.part_${part}`)}
            </Link>
          ))}
        </Tabs>
      }
    >
      {error && !model ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : model ? (
        children(model)
      ) : (
        <SkeletonText lines={12} />
      )}
    </Page>
  );
}

/** What scrolls below the tabs. */
export function ModelBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-5 sm:px-6">{children}</div>
    </div>
  );
}

/** The report of a model, where it has one. */
export function WithReport({
  model,
  children,
}: {
  model: TunedModel;
  children: (report: TunedReport) => ReactNode;
}) {
  const { t } = useWords();
  if (model.report) return <>{children(model.report)}</>;
  return (
    <Empty icon={Eraser} title={t('tuning.not_measured')}>
      {t('tuning.not_measured_why')}
    </Empty>
  );
}
