import { useWords } from '../../i18n/words.ts';
import { Section } from '../../parts/split-view.tsx';
import type { Run } from './states.ts';

/** Longer questions do not fit into the panel's title. */
const TITLE_FITS = 110;

/** What was asked, where the title does not say it all: a long question, or one that goes on from others. */
export function Asked({ run }: { run: Run }) {
  const { t } = useWords();
  const question = run.question ?? '';
  const before = run.input?.slice(0, -1) ?? [];
  const whole = question.length <= TITLE_FITS && !question.includes('\n');
  if (before.length === 0 && whole) return null;
  return (
    <Section title={t('runs.asked')}>
      {before.length > 0 && (
        <details open={before.length <= 4} className="mb-3">
          <summary className="w-fit rounded-sm text-muted hover:text-ink">
            {t('runs.before', { count: before.length })}
          </summary>
          <ol className="mt-2 flex flex-col gap-2 border-line border-l-2 pl-3">
            {before.map(({ role, content }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was said keeps its place
              <li key={i}>
                <span className="block text-faint text-xs">{t(`runs.role_${role}`)}</span>
                <span className="whitespace-pre-wrap break-words">{content}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      <p className="whitespace-pre-wrap break-words text-base">{question}</p>
    </Section>
  );
}
