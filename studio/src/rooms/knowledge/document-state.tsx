import { useReason } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { type Document, STATE_LOOKS, stateOf } from './states.ts';

/** The state of a document; for one that could not be read, why. */
export function DocumentStateMark({ document }: { document: Document }) {
  const { t } = useWords();
  const reason = useReason();
  const state = stateOf(document);
  const { icon, tone } = STATE_LOOKS[state];
  const why = state === 'failed' && document.reason ? reason(document.reason).what : undefined;
  return (
    <span title={why} className="flex min-w-0">
      <Mark icon={icon} tone={tone}>
        {why ?? t(`knowledge.state_${state}`)}
      </Mark>
    </span>
  );
}
