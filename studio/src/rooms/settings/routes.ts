import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { may } from '../../client/may.ts';
import { queryClient, read } from '../../client/query.ts';
import { textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';

export const settingsParent = createRoute({ getParentRoute: () => shellRoute, path: '/settings' });

/** A list, and which of its rows is open. */
export interface ListSearch {
  search?: string;
  order?: string;
  open?: string;
}

const listSearch = (search: Record<string, unknown>): ListSearch => ({
  search: textIn(search, 'search'),
  order: textIn(search, 'order'),
  open: textIn(search, 'open'),
});

/** People come first; who may not see them comes for their own account. */
const indexRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: '/',
  beforeLoad: async () => {
    const { role } = await queryClient.ensureQueryData(read('GET /api/me'));
    throw redirect({
      to: may(role, 'seePeople') ? '/settings/members' : '/settings/account',
      replace: true,
    });
  },
});

export const membersRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'members',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./members/members.tsx'), 'Members'),
});

export const groupsRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'groups',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./groups/groups.tsx'), 'Groups'),
});

export const keysRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'keys',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./keys/keys.tsx'), 'Keys'),
});

export const modelsRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'models',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./models/providers.tsx'), 'Providers'),
});

const workspaceRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'workspace',
  component: lazyRouteComponent(() => import('./workspace.tsx'), 'WorkspaceSettings'),
});

const accountRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'account',
  component: lazyRouteComponent(() => import('./account.tsx'), 'Account'),
});

export const settingsRoute = settingsParent.addChildren([
  indexRoute,
  membersRoute,
  groupsRoute,
  keysRoute,
  modelsRoute,
  workspaceRoute,
  accountRoute,
]);
