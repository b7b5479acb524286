import { getRouteApi } from '@tanstack/react-router';
import type { DataClass } from '../gateway/facts.ts';
import type { Period, ReviewState, RunStatus, Source, Thumb } from './states.ts';

/** What stands in the addresses of this room's screens. They take it from here: the routes load the screens. */

export interface RunsSearch {
  search?: string;
  app?: string;
  status?: RunStatus;
  source?: Source;
  thumb?: Thumb;
  review?: ReviewState;
  dataClass?: DataClass;
  since?: Period;
  /** The run that is open beside the list. */
  run?: string;
  /** How it is shown: its story, or everything as JSON. */
  view?: 'json';
}

export const runsRoute = getRouteApi('/shell/runs');
