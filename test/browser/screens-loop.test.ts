import { LOOP_SCREENS } from './screens-loop.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens(LOOP_SCREENS);
