import { LockKeyhole } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Empty } from '../../parts/empty.tsx';
import { useReadersText } from './readers.tsx';

/**
 * Who manages a collection does not thereby read it: said as it is, with the way in. Without groups it is one document
 * of a collection that may be read otherwise.
 */
export function NotForYou({ groupIds }: { groupIds: readonly string[] | undefined }) {
  const { t } = useWords();
  const readersText = useReadersText();
  return (
    <Empty icon={LockKeyhole} title={t('knowledge.not_for_you')}>
      {groupIds
        ? t('knowledge.not_for_you_why', { readers: readersText(groupIds) })
        : t('knowledge.not_for_you_document')}
    </Empty>
  );
}
