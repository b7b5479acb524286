import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { setLanguage } from '../../i18n/language.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { usePageTitle } from '../../parts/page-title.ts';
import mark from '../../shell/mark.svg';

/** What stands before the studio: one form in the middle of a quiet page. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t, language } = useWords();
  usePageTitle(title);
  const other: Language = language === 'en' ? 'zh' : 'en';
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto px-4">
      <div className="mt-[14vh] w-full max-w-90">
        <div className="mb-8 flex items-center gap-2.5">
          <img src={mark} alt="" className="size-8" />
          <span className="font-strong text-base">{t('shell.product')}</span>
        </div>
        <h1 className="mb-5 text-lg">{title}</h1>
        {children}
      </div>
      <div className="mt-auto py-6">
        <Button look="quiet" small icon={Languages} onClick={() => void setLanguage(other)}>
          {LANGUAGES[other]}
        </Button>
      </div>
    </main>
  );
}
