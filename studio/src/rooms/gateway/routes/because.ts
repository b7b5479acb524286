import { useWords } from '../../../i18n/words.ts';
import { DATA_CLASSES } from '../facts.ts';

/** Why a rule does or does not apply, in the language of the page. The server says it in English. */
export function useBecause(): (because: string) => string {
  const { t, format } = useWords();
  return (because) => {
    const said = (pattern: RegExp) => pattern.exec(because)?.[1];
    const dataClass = said(/^the data class is (\w+)$/);
    const known = DATA_CLASSES.find((one) => one === dataClass);
    if (known) return t('gateway.because_class', { name: t(`gateway.class_${known}`) });
    const few = said(/^about (\d+) tokens are too few$/);
    if (few) return t('gateway.because_few', { count: Number(few) });
    const many = said(/^about (\d+) tokens are too many$/);
    if (many) return t('gateway.because_many', { count: Number(many) });
    const language = said(/^the language is (\w+)$/);
    if (language)
      return t('gateway.because_language', {
        name: language === 'unknown' ? t('gateway.no_dataClass') : format.language(language),
      });
    if (because === 'the caller is in none of its groups') return t('gateway.because_group');
    if (because === 'it applies to all') return t('gateway.because_all');
    if (because === 'all of its conditions hold') return t('gateway.because_hold');
    const barred = DATA_CLASSES.find((one) => because === `it may not see ${one} content`);
    return barred ? t('gateway.barred', { name: t(`gateway.class_${barred}`) }) : because;
  };
}
