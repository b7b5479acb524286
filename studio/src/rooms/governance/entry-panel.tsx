import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { CopyButton, CopyText } from '../../parts/copy.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Detail, Section } from '../../parts/split-view.tsx';
import { useActionWords } from './actions.ts';
import { type Entry, OUTCOMES } from './model.ts';

/** One entry: who did what to what, with all that was recorded about it. */
export function EntryPanel({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t, format } = useWords();
  const say = useActionWords();
  const { action, outcome, actorName, actorId, target, at, seq, hash, details } = entry;
  const reason = typeof details.reason === 'string' ? details.reason : undefined;
  const text = JSON.stringify(details, null, 2);
  return (
    <Detail
      title={say(action)}
      kind={
        <span className="text-sm">
          <Mark {...OUTCOMES[outcome]}>{t(`governance.outcome_${outcome}`)}</Mark>
        </span>
      }
      onClose={onClose}
    >
      <Section title={t('governance.entry')}>
        <Facts>
          <Fact name={t('governance.actor')}>
            {actorName} <span className="text-faint text-xs">{actorId}</span>
          </Fact>
          <Fact name={t('governance.target')}>
            <CopyText text={target} />
          </Fact>
          <Fact name={t('governance.when')}>{format.exact(at)}</Fact>
          <Fact name={t('governance.action')}>
            <code className="font-mono text-xs">{action}</code>
          </Fact>
          <Fact name={t('governance.number')}>{format.number(seq)}</Fact>
          <Fact name={t('governance.hash')}>
            <code className="break-all font-mono text-xs">{hash}</code>
          </Fact>
        </Facts>
      </Section>
      {reason && (
        <Section title={t('governance.reason')}>
          <p className="whitespace-pre-wrap break-words">{reason}</p>
        </Section>
      )}
      <Section title={t('governance.details')} aside={<CopyButton text={text} />}>
        <pre className="whitespace-pre-wrap break-words font-mono text-xs leading-5">{text}</pre>
      </Section>
    </Detail>
  );
}
