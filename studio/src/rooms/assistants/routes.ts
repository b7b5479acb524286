import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { numberIn, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';

const assistantsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assistants',
  validateSearch: (search: Record<string, unknown>): { search?: string; order?: string } => ({
    search: textIn(search, 'search'),
    order: textIn(search, 'order'),
  }),
  component: lazyRouteComponent(() => import('./assistant-list.tsx'), 'AssistantList'),
});

const assistantRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assistants/$slug',
  component: lazyRouteComponent(() => import('./assistant-chat.tsx'), 'AssistantChat'),
});

const versionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assistants/$slug/versions',
  validateSearch: (search: Record<string, unknown>): { from?: number; to?: number } => ({
    from: numberIn(search, 'from'),
    to: numberIn(search, 'to'),
  }),
  component: lazyRouteComponent(() => import('./versions.tsx'), 'Versions'),
});

export const assistantRoutes = [assistantsRoute, assistantRoute, versionsRoute] as const;
