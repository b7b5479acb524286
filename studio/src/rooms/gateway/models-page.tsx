import { Link } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { TAB, Tabs } from '../../parts/tabs.tsx';
import { useMay } from '../../shell/me.ts';

const PARTS = [
  { id: 'usage', to: '/models' },
  { id: 'routes', to: '/models/routes' },
  { id: 'limits', to: '/models/limits' },
  { id: 'prices', to: '/models/prices' },
  { id: 'guardrails', to: '/models/guardrails' },
  { id: 'policies', to: '/models/policies' },
] as const;

/** What the screens about models have in common. */
export function ModelsPage({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const { t } = useWords();
  const allowed = useMay()('seeUsage');
  return (
    <Page
      title={t('shell.models')}
      actions={allowed && actions}
      tabs={
        allowed && (
          <Tabs label={t('gateway.parts')}>
            {PARTS.map(({ id, to }) => (
              <Link
                key={id}
                to={to}
                activeOptions={{ exact: to === '/models', includeSearch: false }}
                className={TAB}
              >
                {t(`gateway.${id}`)}
              </Link>
            ))}
          </Tabs>
        )
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
