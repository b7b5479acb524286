import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/words.ts';
import { ResultMark } from '../evals/marks.tsx';
import type { Release } from './model.ts';

/** A verdict that a release rests on: its sentence, and the way to it. */
export function Evidence({ evidence }: { evidence: Release['evidence'][number] }) {
  const { t, language } = useWords();
  const { eval: slug, evalRunId, result, sentence } = evidence;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <p className="flex items-center gap-2 text-xs">
        <ResultMark result={result} />
        <span className="truncate text-muted">{slug}</span>
      </p>
      <p className="break-words">{sentence[language]}</p>
      <p>
        <Link
          to="/evals/runs/$run"
          params={{ run: evalRunId }}
          className="text-accent-ink underline underline-offset-2"
        >
          {t('home.evidence')}
        </Link>
      </p>
    </div>
  );
}
