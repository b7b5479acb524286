import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { may } from '../../client/may.ts';
import { queryClient, read } from '../../client/query.ts';
import { listSearch } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';

const settingsParent = createRoute({ getParentRoute: () => shellRoute, path: '/settings' });

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

const membersRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'members',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./members/members.tsx'), 'Members'),
});

const groupsRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'groups',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./groups/groups.tsx'), 'Groups'),
});

const keysRoute = createRoute({
  getParentRoute: () => settingsParent,
  path: 'keys',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./keys/keys.tsx'), 'Keys'),
});

const modelsRoute = createRoute({
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
