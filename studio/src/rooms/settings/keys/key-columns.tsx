import { TriangleAlert } from 'lucide-react';
import { type ItemOf, SCOPES } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';

export type ApiKey = ItemOf<'GET /api/keys'>;

const SOON_MS = 7 * 86_400_000;

export function useKeyColumns(): Column<ApiKey>[] {
  const { t, format } = useWords();
  return [
    { key: 'name', head: t('common.name'), cell: ({ name }) => name, sort: ({ name }) => name },
    {
      key: 'hint',
      head: t('settings.key'),
      cell: ({ hint }) => <code className="font-mono text-muted text-xs">{hint}</code>,
      width: 120,
      card: 'bare',
    },
    {
      key: 'role',
      head: t('settings.role'),
      cell: ({ role }) => t(`roles.${role}`),
      sort: ({ role }) => t(`roles.${role}`),
      width: 90,
      card: 'bare',
    },
    {
      key: 'scopes',
      head: t('settings.scopes'),
      cell: ({ scopes }) =>
        scopes.length === SCOPES.length
          ? t('settings.all_scopes')
          : t('settings.scopes_n', { count: scopes.length, all: SCOPES.length }),
      sort: ({ scopes }) => scopes.length,
      width: 90,
      from: 'lg',
    },
    {
      key: 'createdBy',
      head: t('settings.made_by'),
      cell: ({ createdBy }) => createdBy ?? <span className="text-muted">{t('settings.by_server')}</span>,
      sort: ({ createdBy }) => createdBy ?? '',
      width: 150,
      from: 'lg',
    },
    {
      key: 'used',
      head: t('settings.last_used'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <When at={lastUsedAt} /> : <span className="text-muted">{t('settings.never')}</span>,
      sort: ({ lastUsedAt }) => lastUsedAt ?? '',
      width: 120,
      end: true,
      from: 'md',
    },
    {
      key: 'expires',
      head: t('settings.expires'),
      cell: ({ expiresAt }) => <Expiry at={expiresAt} day={format.day} />,
      sort: ({ expiresAt }) => expiresAt ?? '9',
      width: 165,
      end: true,
    },
  ];
}

/** A key that ends soon, or has ended, is said to. */
function Expiry({ at, day }: { at: string | null; day: (iso: string) => string }) {
  const { t } = useWords();
  if (at === null) return <span className="text-muted">{t('settings.never')}</span>;
  const left = new Date(at).getTime() - Date.now();
  if (left > SOON_MS) return day(at);
  return (
    <Mark icon={TriangleAlert} tone={left > 0 ? 'warn' : 'bad'}>
      {left > 0 ? day(at) : t('settings.expired')}
    </Mark>
  );
}
