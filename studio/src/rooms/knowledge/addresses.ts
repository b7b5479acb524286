import { getRouteApi } from '@tanstack/react-router';
import type { DocumentOrder, DocumentState } from './states.ts';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

/** A document that is open beside a list, and the passage of it that is looked for. */
export interface Opened {
  document?: string;
  passage?: string;
}

export interface DocumentsSearch extends Opened {
  search?: string;
  status?: DocumentState;
  order?: DocumentOrder;
}

export const collectionsRoute = getRouteApi('/shell/knowledge');
export const documentsRoute = getRouteApi('/shell/knowledge/$collection');
export const findRoute = getRouteApi('/shell/knowledge/$collection/search');
