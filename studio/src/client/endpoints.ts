import type * as platform from '../../../src/api/contract.ts';
import type * as apps from '../../../src/apps/contract.ts';
import type * as external from '../../../src/apps/external/contract.ts';
import type * as evals from '../../../src/evals/contract.ts';
import type * as cache from '../../../src/gateway/cache/contract.ts';
import type * as usage from '../../../src/gateway/calls/contract.ts';
import type * as gateway from '../../../src/gateway/contract.ts';
import type * as openai from '../../../src/gateway/contract-openai.ts';
import type * as limits from '../../../src/gateway/limits/contract.ts';
import type * as prices from '../../../src/gateway/prices/contract.ts';
import type * as routing from '../../../src/gateway/routing/contract.ts';
import type * as governance from '../../../src/governance/contract.ts';
import type * as guardrails from '../../../src/guardrails/contract.ts';
import type * as identity from '../../../src/identity/contract.ts';
import type { CallOf, OutputOf } from '../../../src/kernel/contract.ts';
import type * as knowledge from '../../../src/knowledge/contract.ts';
import type * as releases from '../../../src/releases/contract.ts';
import type * as tuning from '../../../src/tuning/contract.ts';
import type * as tuningJobs from '../../../src/tuning/contract-jobs.ts';
import type * as tunedModels from '../../../src/tuning/contract-models.ts';
import type * as distillation from '../../../src/tuning/distillation/contract.ts';
import type * as errorChecks from '../../../src/tuning/error-detection/contract.ts';

/** Every operation of the server as types. Only types are imported: the schemas stay out of the bundle. */

type EndpointsOf<Room> = {
  [Name in keyof Room]: Room[Name] extends { at: string; summary: string } ? Room[Name] : never;
}[keyof Room];

type Endpoints =
  | EndpointsOf<typeof identity>
  | EndpointsOf<typeof gateway>
  | EndpointsOf<typeof cache>
  | EndpointsOf<typeof openai>
  | EndpointsOf<typeof usage>
  | EndpointsOf<typeof limits>
  | EndpointsOf<typeof prices>
  | EndpointsOf<typeof routing>
  | EndpointsOf<typeof guardrails>
  | EndpointsOf<typeof knowledge>
  | EndpointsOf<typeof apps>
  | EndpointsOf<typeof external>
  | EndpointsOf<typeof evals>
  | EndpointsOf<typeof tuning>
  | EndpointsOf<typeof errorChecks>
  | EndpointsOf<typeof tuningJobs>
  | EndpointsOf<typeof tunedModels>
  | EndpointsOf<typeof distillation>
  | EndpointsOf<typeof releases>
  | EndpointsOf<typeof governance>
  | EndpointsOf<typeof platform>;

type ByPlace = { [E in Endpoints as E['at']]: E };

/** `'GET /api/apps/{slug}'` and all the others. */
export type At = keyof ByPlace;
export type Reading = Extract<At, `GET ${string}`>;

/** A part of the call is there when the operation has it, and optional when it can be empty. */
type Given<Name extends string, Value> = unknown extends Value
  ? Record<never, never>
  : Record<never, never> extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value };

export type Sent<A extends At> = Given<'params', CallOf<ByPlace[A]>['params']> &
  Given<'query', CallOf<ByPlace[A]>['query']> &
  Given<'body', CallOf<ByPlace[A]>['body']>;

export type Result<A extends At> = OutputOf<ByPlace[A]>;

/** The call's argument; left out where nothing has to be said. */
export type SentArgument<A extends At> =
  Record<never, never> extends Sent<A> ? [sent?: Sent<A>] : [sent: Sent<A>];

/** One element of a list that an operation answers with. */
export type ItemOf<A extends At> = Result<A> extends { data: (infer Item)[] } ? Item : never;

export type { AssistantDefinition, Citation, RunStatus, Span } from '../../../src/apps/contract.ts';
export type { RouteDefinition } from '../../../src/gateway/routing/contract.ts';
export type { Role, Scope } from '../../../src/kernel/contract.ts';
export { SCOPES } from '../../../src/kernel/contract.ts';
