import { Tag, TriangleAlert } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import type { LabelsIn } from './labels-in.ts';

const NAMED = 5;

/** What the answers of the data set are, before anything is started; and a warning where they are no labels. */
export function DatasetLabels({ found }: { found: LabelsIn }) {
  const { t, format } = useWords();
  const { labelled, labels, free } = found;
  if (labelled === 0 || free)
    return (
      <p className="flex gap-2 rounded-md border border-line bg-warn-soft px-3 py-2">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
        {t(labelled === 0 ? 'tuning.no_labels' : 'tuning.free_answers')}
      </p>
    );
  return (
    <p className="flex gap-2 rounded-md border border-line bg-sunken px-3 py-2">
      <Tag className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
      <span className="min-w-0 break-words">
        {t('tuning.labels_seen', { count: labels.length, names: format.list(labels.slice(0, NAMED)) })}
      </span>
    </p>
  );
}
