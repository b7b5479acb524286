import type { Failure, SpanPlace } from '../../kernel/index.ts';
import type { DataClass } from '../contract.ts';
import type { Prices } from '../prices/prices.ts';
import type { Tokens } from './tokens.ts';

/** The run, or trial without an id, that a call is part of. */
export interface PartOf {
  id: string | undefined;
  /** Told what the call cost, in billionths of a dollar, where the price is known. */
  spent(nanos: number | undefined): void;
}

/** What one attempt of a call took, as far as it has come. */
export interface Meter {
  /** The model that the provider says has answered; often a dated edition of the one that was asked. */
  answeredBy(model: unknown): void;
  /** The first piece of the answer is there. */
  first(): void;
  used(tokens: Tokens): void;
  /**
   * Where to ask at the end for about how many tokens have come, if nobody has told what was used: otherwise whoever
   * leaves before a stream's last piece would be answered for nothing. Undefined while no answer has begun.
   */
  heard(tokens: () => number | undefined): void;
  /** The end, good or bad; later ends do not count. It is the call's end once this is the attempt that serves it. */
  end(failure?: Failure | Error): void;
}

/** What a call is, before it has gone anywhere. */
export interface CallFacts {
  workspaceId: string;
  actorId: string;
  memberId: string | undefined;
  groups: readonly string[];
  app: string | undefined;
  version: number | undefined;
  run: PartOf | undefined;
  route: string | undefined;
  /** Those of the moment it began: a call costs what it was promised to cost. */
  prices: Prices;
  /** Those of the workspace, as far as one is told of them. */
  providers: readonly { slug: string; kind: string; baseUrl: string }[];
  /** The span that it is part of; looked for only when somebody is told of spans. */
  trace: SpanPlace | undefined;
  model: string;
  path: string;
  /** About how many tokens are sent. */
  promptTokens: number;
  stream: boolean;
  dataClass: DataClass;
}
