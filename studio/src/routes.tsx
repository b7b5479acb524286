import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { ApiError } from './client/api-error.ts';
import { queryClient, read } from './client/query.ts';
import { currentWorkspace, rememberWorkspace } from './client/session.ts';
import { RootError, RouteMissing } from './shell/route-states.tsx';
import { Shell } from './shell/shell.tsx';

/** The two routes that all others stand under. */

export const rootRoute = createRootRoute({
  component: Outlet,
  errorComponent: RootError,
  notFoundComponent: RouteMissing,
});

/** Everything inside the shell needs to know who is there; who is not goes to sign in and comes back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  errorComponent: RootError,
  beforeLoad: async ({ location }) => {
    try {
      await knowMe();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});

/** A workspace that this person has left (or that another person used here) is forgotten, and the first one taken. */
async function knowMe(): Promise<void> {
  try {
    await queryClient.ensureQueryData(read('GET /api/me'));
  } catch (error) {
    const left = error instanceof ApiError && error.code === 'identity.no_workspace';
    if (!left || !currentWorkspace()) throw error;
    rememberWorkspace(undefined);
    await queryClient.ensureQueryData(read('GET /api/me'));
  }
}
