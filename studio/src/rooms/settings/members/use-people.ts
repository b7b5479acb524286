import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ItemOf } from '../../../client/endpoints.ts';
import { read } from '../../../client/query.ts';
import { useMay } from '../../../shell/me.ts';

export type Member = ItemOf<'GET /api/members'>;
export type Invitation = ItemOf<'GET /api/invitations'>;

/** Who is in the workspace, and who has been asked to come. */
export type Person = { kind: 'member'; member: Member } | { kind: 'invitation'; invitation: Invitation };

export function idOf(person: Person): string {
  return person.kind === 'member' ? person.member.id : person.invitation.id;
}

export function usePeople() {
  const may = useMay();
  const members = useQuery({ ...read('GET /api/members'), enabled: may('seePeople') });
  const invitations = useQuery({ ...read('GET /api/invitations'), enabled: may('managePeople') });
  const people = useMemo<Person[] | undefined>(() => {
    if (!members.data || (invitations.isEnabled && !invitations.data)) return undefined;
    return [
      ...(invitations.data?.data ?? []).map((invitation) => ({ kind: 'invitation' as const, invitation })),
      ...members.data.data.map((member) => ({ kind: 'member' as const, member })),
    ];
  }, [members.data, invitations.data, invitations.isEnabled]);
  const refetch = () => {
    void members.refetch();
    if (invitations.isEnabled) void invitations.refetch();
  };
  return { people, error: members.error ?? invitations.error, refetch };
}

/** A workspace keeps at least one owner who is active; the server holds to it too. */
export function isLastOwner(people: readonly Person[], member: Member): boolean {
  const owners = people.filter(
    (person) =>
      person.kind === 'member' && person.member.role === 'owner' && person.member.status === 'active',
  );
  return member.role === 'owner' && member.status === 'active' && owners.length === 1;
}
