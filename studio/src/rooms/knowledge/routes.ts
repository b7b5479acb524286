import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf, textIn } from '../../client/search.ts';
import { shellRoute } from '../../routes.tsx';
import type { DocumentsSearch, Opened } from './addresses.ts';
import { DOCUMENT_ORDERS, DOCUMENT_STATES } from './states.ts';

const collectionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/knowledge',
  validateSearch: (search: Record<string, unknown>): { search?: string; order?: string } => ({
    search: textIn(search, 'search'),
    order: textIn(search, 'order'),
  }),
  component: lazyRouteComponent(() => import('./collection-list.tsx'), 'CollectionList'),
});

const opened = (search: Record<string, unknown>): Opened => ({
  document: textIn(search, 'document'),
  passage: textIn(search, 'passage'),
});

const documentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/knowledge/$collection',
  validateSearch: (search: Record<string, unknown>): DocumentsSearch => ({
    ...opened(search),
    search: textIn(search, 'search'),
    status: oneOf(search, 'status', DOCUMENT_STATES),
    order: oneOf(search, 'order', DOCUMENT_ORDERS),
  }),
  component: lazyRouteComponent(() => import('./documents.tsx'), 'Documents'),
});

const findRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/knowledge/$collection/search',
  validateSearch: (search: Record<string, unknown>): Opened & { q?: string } => ({
    ...opened(search),
    q: textIn(search, 'q'),
  }),
  component: lazyRouteComponent(() => import('./find.tsx'), 'Find'),
});

export const knowledgeRoutes = [collectionsRoute, documentsRoute, findRoute] as const;
