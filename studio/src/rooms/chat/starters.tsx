import { CornerDownRight } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';

interface StartersProps {
  name: string;
  description: string;
  starters: readonly string[];
  onPick: (text: string) => void;
}

/** Before the first question: what this assistant is for, and questions to begin with. */
export function Starters({ name, description, starters, onPick }: StartersProps) {
  const { t } = useWords();
  return (
    <div className="flex flex-col gap-4 pt-[8vh]">
      <div>
        <h2 className="text-lg">{name}</h2>
        <p className="mt-1 max-w-prose text-base text-muted">{description || t('chat.no_description')}</p>
      </div>
      {starters.length > 0 && (
        <ul
          aria-label={t('chat.starters')}
          className="flex flex-col overflow-hidden rounded-md border border-line"
        >
          {starters.map((text) => (
            <li key={text} className="border-b border-line last:border-0">
              <button
                type="button"
                className="flex w-full items-center gap-2.5 bg-surface px-3 py-2.5 text-left text-base hover:bg-hover focus-visible:-outline-offset-2"
                onClick={() => onPick(text)}
              >
                <CornerDownRight className="size-4 shrink-0 text-faint" aria-hidden />
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
