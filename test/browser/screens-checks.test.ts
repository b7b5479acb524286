import { CHECK_SCREENS } from './screens-checks.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens(CHECK_SCREENS);
