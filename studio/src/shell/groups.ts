import { useQuery } from '@tanstack/react-query';
import { read } from '../client/query.ts';
import type { NamedGroup } from '../parts/group-choice.tsx';
import { useMay, useMe } from './me.ts';

/** The groups this person may know the names of: all of the workspace, or for members their own. */
export function useGroups(): readonly NamedGroup[] {
  const { groups } = useMe();
  const may = useMay();
  const { data } = useQuery({ ...read('GET /api/groups'), enabled: may('seePeople') });
  return data?.data ?? groups;
}

/** The groups this person may open something to: owners and admins any, others those they are in. */
export function useGroupsToHandOut(): readonly NamedGroup[] {
  const { groups } = useMe();
  const all = useGroups();
  return useMay()('managePeople') ? all : groups;
}

/** Whether somebody of one's own groups may read what is for `groupIds`. Nobody is above that, not even owners. */
export function useMayRead(): (groupIds: readonly string[]) => boolean {
  const { groups } = useMe();
  return (groupIds) => groupIds.length === 0 || groups.some((group) => groupIds.includes(group.id));
}
