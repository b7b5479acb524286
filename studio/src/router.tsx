import { createRouter } from '@tanstack/react-router';
import { queryClient, read } from './client/query.ts';
import { onSessionEnded } from './client/session.ts';
import { assistantRoutes } from './rooms/assistants/routes.ts';
import { checkRoutes } from './rooms/checks/routes.ts';
import { datasetRoutes } from './rooms/datasets/routes.ts';
import { doorRoutes } from './rooms/door/routes.ts';
import { editorRoutes } from './rooms/editor/routes.ts';
import { evalRoutes } from './rooms/evals/routes.ts';
import { modelRoutes } from './rooms/gateway/routes.ts';
import { governanceRoutes } from './rooms/governance/routes.ts';
import { homeRoute } from './rooms/home/routes.ts';
import { knowledgeRoutes } from './rooms/knowledge/routes.ts';
import { releaseRoutes } from './rooms/releases/routes.ts';
import { runRoutes } from './rooms/runs/routes.ts';
import { settingsRoute } from './rooms/settings/routes.ts';
import { tuningRoutes } from './rooms/tuning/routes.ts';
import { rootRoute, shellRoute } from './routes.tsx';
import { RouteError } from './shell/route-states.tsx';

const routeTree = rootRoute.addChildren([
  ...doorRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...assistantRoutes,
    ...editorRoutes,
    ...knowledgeRoutes,
    ...datasetRoutes,
    ...checkRoutes,
    ...evalRoutes,
    ...releaseRoutes,
    ...runRoutes,
    modelRoutes,
    ...tuningRoutes,
    ...governanceRoutes,
    settingsRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  // A screen that fails leaves the shell around it standing.
  defaultErrorComponent: RouteError,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  // Search parameters are plain words: ?status=failed, not JSON.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) {
      if (value !== undefined && value !== '') params.set(name, String(value));
    }
    return params.size > 0 ? `?${params}` : '';
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

onSessionEnded(() => {
  // On the way in nobody was known yet, and the route itself leads to the sign-in page.
  const me = read('GET /api/me').queryKey;
  if (!queryClient.getQueryData(me)) return;
  queryClient.removeQueries({ queryKey: me });
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
});
