import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  Database,
  FileText,
  GraduationCap,
  Layers,
  type LucideIcon,
  Sparkles,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { CopyButton } from '../../../parts/copy.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { When } from '../../../parts/when.tsx';
import { lineageRoute } from '../addresses.ts';
import { LINK } from '../link.ts';
import { FateMark } from '../marks.tsx';
import type { TunedModel } from '../model.ts';
import { SetName } from '../set-name.tsx';
import { AtProvider } from './at-provider.tsx';
import { ModelBody, ModelPage } from './model-page.tsx';
import { SourceLink } from './source-link.tsx';

/** From a model back to everything that it learned from, and what of that is gone by now. */
export function Lineage() {
  const { model: id } = lineageRoute.useParams();
  return (
    <ModelPage id={id}>
      {(model) => (
        <ModelBody>
          <Chain model={model} />
        </ModelBody>
      )}
    </ModelPage>
  );
}

function Chain({ model }: { model: TunedModel }) {
  const { t, format } = useWords();
  const { id, trainingSet, tainted, erasedAt } = model;
  const { data, error, refetch } = useQuery(read('GET /api/tuned-models/{id}/lineage', { params: { id } }));
  if (error && !data) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={10} />;
  const gone = data.sources.reduce((sum, one) => sum + one.gone, 0);
  const examples = data.sources.reduce((sum, one) => sum + one.examples, 0);
  return (
    <>
      <p className="max-w-3xl text-muted">{t('tuning.lineage_what')}</p>
      <AtProvider model={model} />
      {gone > 0 && (
        <p className="flex max-w-3xl gap-2 rounded-md border border-line bg-warn-soft px-3 py-2.5">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          {t(erasedAt === null ? 'tuning.gone_since' : 'tuning.gone_and_erased', { count: gone })}
        </p>
      )}
      <ol className="flex max-w-3xl flex-col">
        <Node icon={Sparkles} kind={t('tuning.tuned_model')} hash={data.model.hash}>
          <span className="flex flex-wrap items-center gap-2">
            <span className="break-all font-mono text-xs">{data.model.name}</span>
            <FateMark tainted={tainted} erasedAt={erasedAt} />
          </span>
        </Node>
        <Node icon={GraduationCap} kind={t('tuning.job')}>
          <Link to="/models/jobs/$job" params={{ job: data.job.id }} className={LINK}>
            {data.job.id}
          </Link>
          <span className="wrap-anywhere ml-2 text-muted">
            {data.job.createdBy} · <When at={data.job.createdAt} />
          </span>
        </Node>
        <Node icon={Layers} kind={t('tuning.training_set')} hash={data.trainingSet.hash}>
          <SetName set={{ ...data.trainingSet, name: trainingSet.name }} />
          <span className="ml-2 text-muted">{t('tuning.examples', { count: examples })}</span>
        </Node>
        <Node icon={Database} kind={t('tuning.sources')} last>
          <ul className="divide-y divide-line rounded-md border border-line">
            {data.sources.map((one) => (
              <li
                key={`${one.source} ${one.through}`}
                className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2"
              >
                <FileText className="size-4 shrink-0 text-muted" aria-hidden />
                <span className="text-muted">{t(`tuning.source_${one.source}`)}</span>
                <SourceLink source={one.source} through={one.through} />
                <span className="ml-auto text-muted text-xs tabular-nums">
                  {t('tuning.examples', { count: one.examples })}
                </span>
                {one.gone > 0 && (
                  <span className="inline-flex items-center gap-1 text-warn text-xs">
                    <TriangleAlert className="size-3.5" aria-hidden />
                    {t('tuning.deleted_of', { gone: format.number(one.gone) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Node>
      </ol>
    </>
  );
}

interface NodeProps {
  icon: LucideIcon;
  kind: string;
  hash?: string | null;
  last?: boolean;
  children: ReactNode;
}

/** One station of the way, with a line to the next. */
function Node({ icon: Icon, kind, hash, last, children }: NodeProps) {
  const { t } = useWords();
  return (
    <li className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3">
      <div className="flex flex-col items-center">
        <span className="flex size-8 shrink-0 items-center justify-center rounded-md border border-line bg-surface text-muted">
          <Icon className="size-4" aria-hidden />
        </span>
        {!last && <span aria-hidden className="my-1 w-px flex-1 bg-edge" />}
      </div>
      <div className="min-w-0 pb-6">
        <h2 className="mb-1 text-muted text-xs">{kind}</h2>
        <div className="min-w-0">{children}</div>
        {hash && (
          <p className="mt-1 flex min-w-0 items-center gap-1 text-muted text-xs">
            <span className="shrink-0">{t('tuning.hash')}</span>
            <span className="min-w-0 truncate font-mono">{hash}</span>
            <CopyButton text={hash} label={t('tuning.copy_hash')} />
          </p>
        )}
      </div>
    </li>
  );
}
