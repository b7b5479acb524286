import { useQuery } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { useMay } from '../../../shell/me.ts';
import { groupsRoute } from '../addresses.ts';
import { SettingsPage } from '../settings-page.tsx';
import { type Group, GroupPanel } from './group-panel.tsx';
import { NewGroup } from './new-group.tsx';

/** Groups say who may read which documents. */
export function Groups() {
  const { t, format } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/groups'),
    enabled: may('seePeople'),
  });
  const state = groupsRoute.useSearch();
  const navigate = groupsRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const open = data?.data.find((group) => group.id === state.open);
  const columns: Column<Group>[] = [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'slug',
      head: t('settings.slug'),
      cell: ({ slug }) => <code className="font-mono text-muted text-xs">{slug}</code>,
      sort: ({ slug }) => slug,
      width: 220,
      card: 'bare',
    },
    {
      key: 'members',
      head: t('settings.members'),
      cell: ({ members }) => format.number(members),
      sort: ({ members }) => members,
      width: 110,
      end: true,
    },
  ];
  const create = may('managePeople') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('settings.new_group')}
    </Button>
  );
  return (
    <SettingsPage part="groups" actions={data?.data.length ? create : undefined}>
      <ListScreen
        label={t('settings.groups')}
        searchLabel={t('settings.search_groups')}
        rows={data?.data}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={({ id }) => id}
        textOf={({ name, slug }) => `${name} ${slug}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={({ id }, props) => (
          <groupsRoute.Link search={(before) => ({ ...before, open: id })} {...props} />
        )}
        empty={{
          icon: UsersRound,
          title: t('settings.no_groups'),
          what: t('settings.no_groups_what'),
          example: t('settings.no_groups_example'),
          action: create,
        }}
        detail={
          open && (
            <GroupPanel
              key={open.id}
              group={open}
              onClose={() => void navigate({ search: (before) => ({ ...before, open: undefined }) })}
            />
          )
        }
      />
      {creating && <NewGroup onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}
