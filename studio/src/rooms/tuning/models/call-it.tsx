import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { CopyButton } from '../../../parts/copy.tsx';
import { cx } from '../../../parts/cx.ts';
import type { TunedModel } from '../model.ts';
import { LANGUAGES, type Language, snippet } from './snippet.ts';

/** The lines of a program that ask this model, ready to copy. */
export function CallIt({ model: { name } }: { model: TunedModel }) {
  const { t } = useWords();
  const [language, setLanguage] = useState<Language>('python');
  const code = snippet(language, `${location.origin}/v1`, name);
  return (
    <section aria-labelledby="call-it" className="flex flex-col gap-2">
      <h2 id="call-it" className="text-base">
        {t('tuning.call_it')}
      </h2>
      <p className="text-muted">{t('tuning.call_it_what')}</p>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <div className="flex items-center border-line border-b px-2 py-1">
          <div role="tablist" aria-label={t('tuning.language')} className="flex gap-1">
            {LANGUAGES.map(({ id, name: said }) => (
              <button
                key={id}
                type="button"
                role="tab"
                aria-selected={id === language}
                aria-controls="snippet"
                className={cx(
                  'h-7 rounded-sm px-2 text-xs',
                  id === language ? 'bg-accent-soft text-accent-ink' : 'text-muted hover:text-ink',
                )}
                onClick={() => setLanguage(id)}
              >
                {said}
              </button>
            ))}
          </div>
          <div className="ml-auto">
            <CopyButton text={code} />
          </div>
        </div>
        <pre
          id="snippet"
          role="tabpanel"
          aria-label={t('tuning.call_it')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
          tabIndex={0}
          className="overflow-x-auto p-3 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
        >
          {code}
        </pre>
      </div>
    </section>
  );
}
