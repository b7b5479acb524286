import { TUNING_SCREENS } from './screens-tuning.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens(TUNING_SCREENS);
