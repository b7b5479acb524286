import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { may } from '../../client/may.ts';
import { queryClient, read } from '../../client/query.ts';
import { shellRoute } from '../../routes.tsx';

export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  // Members ask; what is behind the answers is for those who build and judge.
  beforeLoad: async () => {
    const { role } = await queryClient.ensureQueryData(read('GET /api/me'));
    if (!may(role, 'seeEvals')) throw redirect({ to: '/assistants' });
  },
  component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
});
