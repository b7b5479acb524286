import { CircleCheck, CirclePause, Mail } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { Badge, Mark } from '../../../parts/badge.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { useGroups } from '../../../shell/groups.ts';
import { useMe } from '../../../shell/me.ts';
import type { Person } from './use-people.ts';

const partOf = (person: Person) => (person.kind === 'member' ? person.member : person.invitation);

export function usePeopleColumns(): Column<Person>[] {
  const { t, format } = useWords();
  const me = useMe();
  const groups = useGroups();
  const names = (ids: readonly string[]) =>
    groups.filter((group) => ids.includes(group.id)).map((group) => group.name);
  return [
    {
      key: 'name',
      head: t('common.name'),
      cell: (person) =>
        person.kind === 'member' ? (
          <>
            {person.member.name}
            {person.member.email === me.email && (
              <span className="ml-2 font-normal">
                <Badge>{t('settings.you')}</Badge>
              </span>
            )}
          </>
        ) : (
          person.invitation.email
        ),
      sort: (person) => (person.kind === 'member' ? person.member.name : person.invitation.email),
    },
    {
      key: 'email',
      head: t('settings.email'),
      // An invitation goes by its address already.
      cell: (person) => person.kind === 'member' && <span className="text-muted">{person.member.email}</span>,
      sort: (person) => partOf(person).email,
      width: 250,
      from: 'md',
      card: 'bare',
    },
    {
      key: 'role',
      head: t('settings.role'),
      cell: (person) => t(`roles.${partOf(person).role}`),
      sort: (person) => t(`roles.${partOf(person).role}`),
      width: 100,
      card: 'bare',
    },
    {
      key: 'groups',
      head: t('settings.groups'),
      cell: (person) => <span className="text-muted">{format.list(names(partOf(person).groupIds))}</span>,
      width: 200,
      from: 'xl',
      card: 'none',
    },
    {
      key: 'status',
      head: t('settings.status'),
      cell: (person) => <PersonStatus person={person} />,
      sort: (person) => (person.kind === 'member' ? person.member.status : 'invited'),
      width: 120,
      card: 'bare',
    },
    {
      key: 'joined',
      head: t('settings.joined'),
      cell: (person) => person.kind === 'member' && <When at={person.member.createdAt} />,
      sort: (person) => (person.kind === 'member' ? person.member.createdAt : ''),
      width: 120,
      end: true,
      from: 'lg',
      card: 'none',
    },
  ];
}

function PersonStatus({ person }: { person: Person }) {
  const { t } = useWords();
  if (person.kind === 'invitation')
    return (
      <Mark icon={Mail} tone="accent">
        {t('settings.invited')}
      </Mark>
    );
  return person.member.status === 'active' ? (
    <Mark icon={CircleCheck} tone="good">
      {t('settings.active')}
    </Mark>
  ) : (
    <Mark icon={CirclePause} tone="warn">
      {t('settings.suspended')}
    </Mark>
  );
}
