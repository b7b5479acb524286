import { appsErrors } from './errors/apps.ts';
import { checksErrors } from './errors/checks.ts';
import { evalsErrors } from './errors/evals.ts';
import { gatewayErrors } from './errors/gateway.ts';
import { governanceErrors } from './errors/governance.ts';
import { guardrailsErrors } from './errors/guardrails.ts';
import { identityErrors } from './errors/identity.ts';
import { knowledgeErrors } from './errors/knowledge.ts';
import { openaiErrors } from './errors/openai.ts';
import { releasesErrors } from './errors/releases.ts';
import { requestErrors } from './errors/request.ts';
import { studioErrors } from './errors/studio.ts';
import { tuningErrors } from './errors/tuning.ts';

/** What happened and what to do, by the server's error code; `studio.*` are our own. One file for each room's errors.ts. */
export const errors = {
  ...studioErrors,
  ...requestErrors,
  ...openaiErrors,
  ...identityErrors,
  ...gatewayErrors,
  ...guardrailsErrors,
  ...knowledgeErrors,
  ...governanceErrors,
  ...appsErrors,
  ...evalsErrors,
  ...tuningErrors,
  ...checksErrors,
  ...releasesErrors,
};
