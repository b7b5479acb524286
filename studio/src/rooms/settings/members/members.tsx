import { UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import { useMay } from '../../../shell/me.ts';
import { membersRoute } from '../addresses.ts';
import { SettingsPage } from '../settings-page.tsx';
import { InvitationPanel } from './invitation-panel.tsx';
import { Invite } from './invite.tsx';
import { MemberPanel } from './member-panel.tsx';
import { usePeopleColumns } from './people-columns.tsx';
import { idOf, usePeople } from './use-people.ts';

/** The people of the workspace: who they are and what they may. */
export function Members() {
  const { t } = useWords();
  const may = useMay();
  const { people, error, refetch } = usePeople();
  const columns = usePeopleColumns();
  const state = membersRoute.useSearch();
  const navigate = membersRoute.useNavigate();
  const [inviting, setInviting] = useState(false);
  const open = people?.find((person) => idOf(person) === state.open);
  const close = () => void navigate({ search: (before) => ({ ...before, open: undefined }) });
  return (
    <SettingsPage
      part="members"
      actions={
        may('managePeople') && (
          <Button look="primary" icon={UserPlus} onClick={() => setInviting(true)}>
            {t('settings.invite')}
          </Button>
        )
      }
    >
      <ListScreen
        label={t('settings.members')}
        searchLabel={t('settings.search_members')}
        rows={people}
        error={error}
        onRetry={refetch}
        columns={columns}
        rowKey={idOf}
        textOf={(person) =>
          person.kind === 'member' ? `${person.member.name} ${person.member.email}` : person.invitation.email
        }
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={(person, props) => (
          <membersRoute.Link search={(before) => ({ ...before, open: idOf(person) })} {...props} />
        )}
        empty={{ icon: Users, title: t('settings.members'), what: t('settings.no_members') }}
        detail={
          open?.kind === 'member' ? (
            <MemberPanel key={open.member.id} member={open.member} people={people ?? []} onClose={close} />
          ) : (
            open && <InvitationPanel invitation={open.invitation} onClose={close} />
          )
        }
      />
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </SettingsPage>
  );
}
