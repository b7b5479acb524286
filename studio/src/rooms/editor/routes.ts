import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../routes.tsx';

const newAssistantRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assistants/new',
  component: lazyRouteComponent(() => import('./new-assistant.tsx'), 'NewAssistant'),
});

const editAssistantRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assistants/$slug/edit',
  component: lazyRouteComponent(() => import('./edit-assistant.tsx'), 'EditAssistant'),
});

export const editorRoutes = [newAssistantRoute, editAssistantRoute] as const;
