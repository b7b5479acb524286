import { useWords } from '../../../i18n/words.ts';
import { useSubjects } from './limit-fields.tsx';
import type { LimitRule } from './model.ts';

/** Says of a limit whom it is for and how fast they may ask. */
export function useLimitWords() {
  const { t, format } = useWords();
  const known = [...useSubjects('group'), ...useSubjects('member'), ...useSubjects('key')];
  return {
    subject({ subject }: LimitRule): string {
      if (subject.of === 'workspace') return t('gateway.of_workspace');
      const { of, id } = subject;
      if (id === undefined) return t(of === 'member' ? 'gateway.each_member' : 'gateway.each_key');
      return known.find((one) => one.id === id)?.name ?? id;
    },
    rates({ requestsPerMinute, tokensPerMinute, concurrent }: LimitRule): string {
      return format.list([
        ...(requestsPerMinute === undefined ? [] : [t('gateway.rpm', { count: requestsPerMinute })]),
        ...(tokensPerMinute === undefined ? [] : [t('gateway.tpm', { count: tokensPerMinute })]),
        ...(concurrent === undefined ? [] : [t('gateway.at_a_time', { count: concurrent })]),
      ]);
    },
  };
}
