import { useQuery } from '@tanstack/react-query';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useGroups } from '../../shell/groups.ts';
import { useMay } from '../../shell/me.ts';
import { DATA_CLASSES, type Dimension } from './facts.ts';

/** Calls are written down with ids; people know names. Who is gone keeps the id. */
export function useNames(): (by: Dimension, key: string | null) => string {
  const { t } = useWords();
  const may = useMay();
  const groups = useGroups();
  const members = useQuery({ ...read('GET /api/members'), enabled: may('seePeople') }).data?.data ?? [];
  const keys = useQuery({ ...read('GET /api/keys'), enabled: may('seeKeys') }).data?.data ?? [];
  return (by, key) => {
    if (key === null) return t(`gateway.no_${by}`);
    if (by === 'actor') return [...members, ...keys].find(({ id }) => id === key)?.name ?? key;
    if (by === 'group') return groups.find(({ id }) => id === key)?.name ?? key;
    const dataClass = by === 'dataClass' && DATA_CLASSES.find((one) => one === key);
    return dataClass ? t(`gateway.class_${dataClass}`) : key;
  };
}
