import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Waypoints } from 'lucide-react';
import { read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { buttonClass } from '../../../parts/button.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { When } from '../../../parts/when.tsx';
import { useMay } from '../../../shell/me.ts';
import { routesRoute } from '../addresses.ts';
import { ModelsPage } from '../models-page.tsx';
import type { ModelRoute } from './definition.ts';

/** Names that callers give as model, and what serves them. */
export function RouteList() {
  const { t, format } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery({ ...read('GET /api/routes'), enabled: may('seeUsage') });
  const state = routesRoute.useSearch();
  const navigate = routesRoute.useNavigate();
  const columns: Column<ModelRoute>[] = [
    {
      key: 'slug',
      head: t('gateway.route_name'),
      cell: ({ slug }) => slug,
      sort: ({ slug }) => slug,
      width: 210,
    },
    {
      key: 'models',
      head: t('gateway.served_by'),
      cell: (route) => <span className="text-muted">{format.list(modelsOf(route))}</span>,
      card: 'bare',
    },
    {
      key: 'rules',
      head: t('gateway.rules'),
      cell: ({ rules }) => format.number(rules.length),
      sort: ({ rules }) => rules.length,
      width: 80,
      end: true,
    },
    {
      key: 'cache',
      head: t('gateway.cache'),
      cell: ({ cache }) =>
        cache ? (
          format.duration(cache.seconds * 1_000)
        ) : (
          <span className="text-faint">{t('gateway.off')}</span>
        ),
      width: 110,
      end: true,
      from: 'md',
    },
    {
      key: 'updated',
      head: t('common.updated'),
      cell: ({ updatedAt }) => <When at={updatedAt} />,
      sort: ({ updatedAt }) => updatedAt,
      width: 130,
      end: true,
      from: 'md',
      card: 'none',
    },
  ];
  const create = may('manageRoutes') && (
    <Link to="/models/new-route" className={buttonClass('primary')}>
      <Plus className="size-4" aria-hidden />
      {t('gateway.new_route')}
    </Link>
  );
  return (
    <ModelsPage actions={data?.data.length ? create : undefined}>
      <ListScreen
        label={t('gateway.routes')}
        searchLabel={t('gateway.search_routes')}
        rows={data?.data}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={({ slug }) => slug}
        textOf={(route) => `${route.slug} ${modelsOf(route).join(' ')}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={({ slug }, props) => <Link to="/models/routes/$slug" params={{ slug }} {...props} />}
        empty={{
          icon: Waypoints,
          title: t('gateway.no_routes'),
          what: t('gateway.no_routes_what'),
          example: t('gateway.no_routes_example'),
          action: create,
        }}
        detail={undefined}
      />
    </ModelsPage>
  );
}

/** Every model that a route may send to, the first choices first. */
function modelsOf({ rules }: ModelRoute): string[] {
  const first = rules.flatMap(({ use }) => use.map(({ model }) => model));
  return [...new Set([...first, ...rules.flatMap(({ fallback = [] }) => fallback)])];
}
