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
  { id: 'usage', to: '/models', deed: 'seeUsage' },
  { id: 'routes', to: '/models/routes', deed: 'seeUsage' },
  { id: 'limits', to: '/models/limits', deed: 'seeUsage' },
  { id: 'prices', to: '/models/prices', deed: 'seeUsage' },
  { id: 'guardrails', to: '/models/guardrails', deed: 'seeUsage' },
  { id: 'policies', to: '/models/policies', deed: 'seeUsage' },
  { id: 'tuned', to: '/models/tuned', deed: 'seeTuning' },
  { id: 'jobs', to: '/models/jobs', deed: 'seeTuning' },
  { id: 'sets', to: '/models/training-sets', deed: 'seeTuning' },
  { id: 'distillation', to: '/models/distillation', deed: 'seeTuning' },
] as const satisfies { id: string; to: string; deed: Deed }[];

interface ModelsPageProps {
  /** What somebody must be allowed to see this part. */
  deed?: Deed;
  actions?: ReactNode;
  children: ReactNode;
}

/** What the screens about models have in common. */
export function ModelsPage({ deed = 'seeUsage', actions, children }: ModelsPageProps) {
  const { t } = useWords();
  const may = useMay();
  const allowed = may(deed);
  const parts = PARTS.filter((part) => may(part.deed));
  return (
    <Page
      title={t('shell.models')}
      actions={allowed && actions}
      tabs={
        parts.length > 0 && (
          <Tabs label={t('gateway.parts')}>
            {parts.map(({ id, to }) => (
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
