import { SETTINGS_SCREENS } from './screens-settings.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens(SETTINGS_SCREENS);
