import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight, CircleCheck } from 'lucide-react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { buttonClass } from '../../../parts/button.tsx';
import { useQualityWords } from '../models/quality-words.ts';

/** What came of a job that succeeded, in one sentence, and the way to it. */
export function Result({ id }: { id: string }) {
  const { t } = useWords();
  const say = useQualityWords();
  const model = useQuery(read('GET /api/tuned-models/{id}', { params: { id } })).data;
  return (
    <section
      aria-label={t('tuning.result')}
      className="flex flex-wrap items-start gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <CircleCheck className="mt-0.5 size-6 shrink-0 text-good" aria-hidden />
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
        <p className="text-pretty text-lg">
          {model?.report ? say.sentence(model.report) : t('tuning.became_model')}
        </p>
        {model && <p className="break-all font-mono text-muted text-xs">{model.name}</p>}
      </div>
      <Link to="/models/tuned/$model" params={{ model: id }} className={buttonClass('primary')}>
        {t('tuning.see_model')}
        <ArrowRight className="size-4" aria-hidden />
      </Link>
    </section>
  );
}
