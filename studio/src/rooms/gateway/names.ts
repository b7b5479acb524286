import { useQuery } from '@tanstack/react-query';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { useGroups } from '../../shell/groups.ts';
import { useMay } from '../../shell/me.ts';
import { CACHED, DATA_CLASSES, type Dimension } from './facts.ts';
import { CHECKS } from './guardrails/model.ts';

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
    const check = by === 'finding' && CHECKS.find((one) => one === key);
    if (check) return t(`gateway.check_${check}`);
    const cached = by === 'cache' && CACHED.find((one) => one === key);
    if (cached) return t(`gateway.cache_${cached}`);
    const dataClass = by === 'dataClass' && DATA_CLASSES.find((one) => one === key);
    return dataClass ? t(`gateway.class_${dataClass}`) : key;
  };
}
