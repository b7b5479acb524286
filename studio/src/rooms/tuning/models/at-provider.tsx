import { Cloud } from 'lucide-react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import type { TunedModel } from '../model.ts';
import { errorOf } from '../problem.ts';

/** What became, at the provider that trained it, of a model that was erased here. */
export function AtProvider({ model: { id, atProvider } }: { model: Pick<TunedModel, 'id' | 'atProvider'> }) {
  const { t } = useWords();
  const may = useMay()('tune');
  const { run, error } = useTask();
  if (!atProvider) return null;
  const { provider, status, problem } = atProvider;
  // Erasing what is erased has the provider asked once more.
  const again = () =>
    void run(async () => {
      await api('POST /api/tuned-models/{id}/erase', { params: { id }, body: { trainingSet: false } });
      await changed('GET /api/tuned-models/{id}');
    });
  if (error) return <ErrorNote error={error} onRetry={again} />;
  if (problem) return <ErrorNote error={errorOf(problem)} {...(may ? { onRetry: again } : {})} />;
  return (
    <p role="status" className="flex max-w-3xl gap-2 text-muted">
      <Cloud className="mt-0.5 size-4 shrink-0" aria-hidden />
      {t(status === 'deleted' ? 'tuning.deleted_there' : 'tuning.deleting_there', { provider })}
    </p>
  );
}
