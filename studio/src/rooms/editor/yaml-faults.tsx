import { CircleAlert } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import type { Fault } from './faults.ts';

interface YamlFaultsProps {
  id: string;
  faults: readonly Fault[];
  onGoTo: (line: number) => void;
}

/** Why the text cannot be saved, line by line; a click goes to the line. */
export function YamlFaults({ id, faults, onGoTo }: YamlFaultsProps) {
  const { t } = useWords();
  if (faults.length === 0) return null;
  return (
    <ul id={id} className="flex flex-col">
      {faults.map(({ line, field, text }) => (
        <li key={`${line} ${field} ${text}`}>
          <button
            type="button"
            onClick={() => onGoTo(line)}
            className="flex w-full items-start gap-1.5 rounded-sm px-1 py-0.5 text-left text-xs hover:bg-hover"
          >
            <CircleAlert className="mt-0.5 size-3.5 shrink-0 text-bad" aria-hidden />
            <span className="shrink-0 text-muted">{t('problems.in_line', { line })}</span>
            {field && <code className="font-mono">{field}</code>}
            <span className="min-w-0 break-words text-bad">{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
