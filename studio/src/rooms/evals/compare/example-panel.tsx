import { ChevronDown, ChevronUp } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Badge, Mark } from '../../../parts/badge.tsx';
import { useHotkey } from '../../../parts/hotkeys.ts';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import type { Compared, EvalRun, Grader } from '../model.ts';
import { Answers } from './answers.tsx';
import { CHANGE_LOOKS } from './changes.ts';
import { Retrieved } from './retrieved.tsx';
import { Scores } from './scores.tsx';

interface ExamplePanelProps {
  example: Compared;
  run: EvalRun;
  graders: readonly Grader[];
  /** To the next example of the list, or the one before. */
  onMove: (by: 1 | -1) => void;
  onClose: () => void;
}

/** One example from top to bottom: what was expected, what each version said, how it was graded, what was found. */
export function ExamplePanel({ example, run, graders, onMove, onClose }: ExamplePanelProps) {
  const { t } = useWords();
  const { item, change } = example;
  useHotkey('n', () => onMove(1));
  useHotkey('p', () => onMove(-1));
  return (
    <Detail
      title={item.question}
      kind={
        <span className="text-sm">
          <Mark {...CHANGE_LOOKS[change]}>
            {t(run.baseline === null ? `evals.alone_${change}` : `evals.change_${change}`)}
          </Mark>
        </span>
      }
      actions={
        <>
          <IconButton icon={ChevronUp} label={t('evals.previous')} keys="p" onClick={() => onMove(-1)} />
          <IconButton icon={ChevronDown} label={t('evals.next')} keys="n" onClick={() => onMove(1)} />
        </>
      }
      onClose={onClose}
    >
      <Section title={t('evals.expected')}>
        <Expected item={item} />
      </Section>
      <Section title={t('evals.answers')}>
        <Answers example={example} run={run} />
      </Section>
      <Section title={t('evals.scores')}>
        <Scores example={example} run={run} graders={graders} />
      </Section>
      <Retrieved example={example} run={run} />
    </Detail>
  );
}

function Expected({ item }: { item: Compared['item'] }) {
  const { t, format } = useWords();
  const { answer, passages = [], unanswerable, groups = [], tags = [] } = item;
  return (
    <div className="flex flex-col gap-2">
      {unanswerable && <p>{t('evals.should_abstain')}</p>}
      {answer && <p className="whitespace-pre-wrap break-words">{answer}</p>}
      {passages.map(({ document, quote }) => (
        <blockquote key={`${document} ${quote}`} className="border-accent border-l-2 pl-3">
          <p className="break-words">{quote}</p>
          <footer className="break-words text-muted text-xs">{document}</footer>
        </blockquote>
      ))}
      {groups.length > 0 && (
        <p className="text-muted">{t('evals.asked_as', { groups: format.list(groups) })}</p>
      )}
      {tags.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
      )}
    </div>
  );
}
