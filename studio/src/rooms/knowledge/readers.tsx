import { Globe, LockKeyhole } from 'lucide-react';
import { useWords } from '../../i18n/words.ts';
import { Mark } from '../../parts/badge.tsx';
import { useGroups } from '../../shell/groups.ts';

/** Who may read something, in words. */
export function useReadersText(): (groupIds: readonly string[]) => string {
  const { t, format } = useWords();
  const groups = useGroups();
  return (groupIds) => {
    if (groupIds.length === 0) return t('knowledge.everyone');
    const known = groups.filter((group) => groupIds.includes(group.id)).map((group) => group.name);
    const others = groupIds.length - known.length;
    return format.list(others > 0 ? [...known, t('knowledge.other_groups', { count: others })] : known);
  };
}

export function Readers({ groupIds }: { groupIds: readonly string[] }) {
  const text = useReadersText()(groupIds);
  return <Mark icon={groupIds.length === 0 ? Globe : LockKeyhole}>{text}</Mark>;
}
