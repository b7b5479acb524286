import { Archive, CircleAlert, Clock, RotateCw } from 'lucide-react';
import { useReason } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { useToldTask } from '../../parts/use-task.ts';
import { useMay } from '../../shell/me.ts';
import { retry } from './retry.ts';
import { type FullDocument, stateOf } from './states.ts';

/** What stands in the way of answers from this document, and what can be done about it. */
export function DocumentNotes({ document }: { document: FullDocument }) {
  const { t } = useWords();
  const reason = useReason();
  const state = stateOf(document);
  if (state === 'ready') return null;
  const why = document.reason ? reason(document.reason) : undefined;
  const [Icon, ink] =
    state === 'failed'
      ? [CircleAlert, 'text-bad']
      : state === 'superseded'
        ? [Archive, 'text-muted']
        : [Clock, 'text-muted'];
  return (
    <div className="flex flex-wrap items-start gap-2.5 border-line border-b bg-sunken px-4 py-3 sm:px-5">
      <Icon className={`mt-0.5 size-4 shrink-0 ${ink}`} aria-hidden />
      <div className="min-w-48 flex-1">
        {state === 'failed' && <p className="font-strong">{why?.what ?? t('knowledge.state_failed')}</p>}
        <p className="text-muted">{state === 'failed' ? why?.todo : t(`knowledge.note_${state}`)}</p>
      </div>
      {(state === 'failed' || state === 'cancelled') && <Retry document={document} />}
    </div>
  );
}

function Retry({ document }: { document: FullDocument }) {
  const { t } = useWords();
  const may = useMay();
  const { busy, run } = useToldTask();
  if (!may('writeKnowledge')) return null;
  return (
    <Button
      small
      icon={RotateCw}
      busy={busy}
      onClick={() => void run(() => retry(document.collectionId, [document.id]))}
    >
      {t('knowledge.retry')}
    </Button>
  );
}
