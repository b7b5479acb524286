import { FileText } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { Citation } from '../../client/endpoints.ts';
import { useWords } from '../../i18n/words.ts';
import { Chip, ChipNumber } from './chip.tsx';
import { chipsOf, type Source, sourcesOf } from './citations.ts';
import { Markdown } from './markdown.tsx';

interface AnswerBodyProps {
  text: string;
  citations: readonly Citation[];
  onOpen: (source: Source) => void;
}

/** An answer with the numbers of its sources, and below it the sources themselves. */
export const AnswerBody = memo(function AnswerBody({ text, citations, onOpen }: AnswerBodyProps) {
  const { t } = useWords();
  const chips = useMemo(() => chipsOf(citations), [citations]);
  const sources = useMemo(() => sourcesOf(citations), [citations]);
  return (
    <div className="flex flex-col gap-3">
      <Markdown
        text={text}
        chips={chips}
        renderChips={({ sources: here }) =>
          here.map((source) => (
            // With a space that does not break, the number stays on the line of the word that it backs.
            <span key={source.passageId} className="whitespace-nowrap">
              {'\u00a0'}
              <Chip source={source} onOpen={onOpen} />
            </span>
          ))
        }
      />
      {sources.length > 0 && (
        <ul aria-label={t('chat.sources')} className="flex flex-wrap gap-1.5">
          {sources.map((source) => (
            <li key={source.passageId} className="max-w-full">
              <button
                type="button"
                onClick={() => onOpen(source)}
                className="flex h-7 max-w-full items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-muted text-xs hover:bg-hover hover:text-ink"
              >
                <ChipNumber>{source.number}</ChipNumber>
                <FileText className="size-3.5 shrink-0" aria-hidden />
                <span className="truncate">{source.filename}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});
