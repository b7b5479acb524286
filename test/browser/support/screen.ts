import type { Page } from 'playwright-core';
import type { Visit } from './studio.ts';

/** The catalogue's words in the language of the page. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** One screen of the studio, in the state in which it is looked at. Every room adds its own. */
export interface Screen {
  name: string;
  path: string;
  as?: Visit['as'];
  allow?: Visit['allow'];
  /** What has to be there first and may take longer than a test may. */
  given?: () => Promise<unknown>;
  /** Brings the screen to where it is worth looking at, and waits until it is drawn. `say` gives the catalogue's words. */
  ready: (page: Page, say: Say) => Promise<unknown>;
}
