import { useWords } from '../../../i18n/words.ts';

/** What graders note in English, and the word for it here. */
const KNOWN = {
  abstained: 'abstained',
  'cited nothing': 'cited_nothing',
  'abstained from a question that has an answer': 'needless',
  'answered a question that has none': 'should_have_abstained',
  'does not say the expected answer': 'not_expected',
} as const;

/** A grader's note in the language of the page, where it is one of the usual ones. */
export function useNote(): (note: string) => string {
  const { t } = useWords();
  return (note) => {
    const known = Object.entries(KNOWN).find(([text]) => text === note)?.[1];
    if (known) return t(`evals.note_${known}`);
    const cited = /^cited (.+)$/.exec(note)?.[1];
    if (cited) return t('evals.note_cited', { document: cited.split('/').at(-1) ?? cited });
    const missing = /^missing: (.+)$/s.exec(note)?.[1];
    return missing ? t('evals.note_missing', { values: missing }) : note;
  };
}
