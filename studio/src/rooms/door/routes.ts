import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textIn } from '../../client/search.ts';
import { rootRoute } from '../../routes.tsx';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: textIn(search, 'next') }),
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
});

/** The token is in the fragment, which browsers send to nobody: not to the server's log, not to another site. */
const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite',
  component: lazyRouteComponent(() => import('./accept-invitation.tsx'), 'AcceptInvitation'),
});

export const doorRoutes = [signInRoute, inviteRoute] as const;
