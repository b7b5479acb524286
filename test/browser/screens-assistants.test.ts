import { ASSISTANT_SCREENS } from './screens-assistants.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens(ASSISTANT_SCREENS);
