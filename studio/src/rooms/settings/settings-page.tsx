import { Link } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Deed } from '../../client/may.ts';
import { useWords } from '../../i18n/words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { TAB, Tabs } from '../../parts/tabs.tsx';
import { useMay } from '../../shell/me.ts';

const PARTS = [
  { id: 'members', to: '/settings/members', deed: 'seePeople' },
  { id: 'groups', to: '/settings/groups', deed: 'seePeople' },
  { id: 'keys', to: '/settings/keys', deed: 'seeKeys' },
  { id: 'models', to: '/settings/models', deed: 'seeProviders' },
  { id: 'workspace', to: '/settings/workspace', deed: 'manageWorkspace' },
  { id: 'account', to: '/settings/account', deed: undefined },
] as const satisfies { id: string; to: string; deed: Deed | undefined }[];

interface SettingsPageProps {
  part: (typeof PARTS)[number]['id'];
  actions?: ReactNode;
  children: ReactNode;
}

/** What the screens of the settings have in common. A part that a role may not see is not offered. */
export function SettingsPage({ part, actions, children }: SettingsPageProps) {
  const { t } = useWords();
  const may = useMay();
  const open = PARTS.filter(({ deed }) => !deed || may(deed));
  const allowed = open.some(({ id }) => id === part);
  return (
    <Page
      title={t('shell.settings')}
      actions={allowed && actions}
      tabs={
        <Tabs label={t('settings.parts')}>
          {open.map(({ id, to }) => (
            <Link key={id} to={to} activeOptions={{ includeSearch: false }} className={TAB}>
              {t(`settings.${id}`)}
            </Link>
          ))}
        </Tabs>
      }
    >
      {allowed ? (
        children
      ) : (
        <Empty icon={LockKeyhole} title={t('settings.not_for_you')}>
          {t('settings.not_for_you_why')}
        </Empty>
      )}
    </Page>
  );
}
