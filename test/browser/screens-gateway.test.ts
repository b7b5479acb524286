import { GATEWAY_SCREENS } from './screens-gateway.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens(GATEWAY_SCREENS);
