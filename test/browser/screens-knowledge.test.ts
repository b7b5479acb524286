import { KNOWLEDGE_SCREENS } from './screens-knowledge.ts';
import { RUN_SCREENS } from './screens-runs.ts';
import { inspectScreens } from './support/inspect-screens.ts';

inspectScreens([...KNOWLEDGE_SCREENS, ...RUN_SCREENS]);
