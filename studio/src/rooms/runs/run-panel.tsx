import { useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorPage } from '../../parts/error-note.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { Detail } from '../../parts/split-view.tsx';
import { When } from '../../parts/when.tsx';
import { ClassMark } from '../gateway/class-mark.tsx';
import { AppName } from './app-name.tsx';
import { RawRun } from './raw-run.tsx';
import { RunStatusMark } from './run-status.tsx';
import { RunStory } from './run-story.tsx';
import type { Run } from './states.ts';

/** While a run goes on, its story grows. */
const LOOK_MS = 1_000;

interface RunPanelProps {
  id: string;
  raw: boolean;
  onRaw: (raw: boolean) => void;
  onClose: () => void;
}

/** One run, beside the list. */
export function RunPanel({ id, raw, onRaw, onClose }: RunPanelProps) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/runs/{id}', { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? LOOK_MS : false),
  });
  return (
    <Detail
      title={data?.question || t(titleOf(data))}
      kind={
        data && (
          <>
            <span className="shrink-0">
              <RunStatusMark status={data.status} />
            </span>
            <span className="shrink-0">
              <ClassMark dataClass={data.dataClass} />
            </span>
            <span className="truncate">
              <AppName run={data} /> · {data.by} · <When at={data.startedAt} />
            </span>
          </>
        )
      }
      onClose={onClose}
      actions={<IconButton icon={Braces} label={t('runs.raw')} pressed={raw} onClick={() => onRaw(!raw)} />}
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonText lines={14} />
      ) : raw ? (
        <RawRun run={data} />
      ) : (
        <RunStory run={data} />
      )}
    </Detail>
  );
}

/** What stands where the question would. */
function titleOf(run: Run | undefined) {
  if (run?.withheld) return 'runs.withheld';
  return run?.question === '' ? 'runs.no_content' : 'runs.run';
}
