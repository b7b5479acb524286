import type { WireUsage } from '../../schema-openai.ts';

/** A criterion that could not be judged, with what its model said, if one was asked. */
export class Unjudged extends Error {
  override name = 'Unjudged';
  readonly code: string;
  readonly sample: Record<string, unknown> | null;
  readonly usage: WireUsage | undefined;

  constructor(
    code: string,
    message: string,
    said: { sample?: Record<string, unknown>; usage?: WireUsage } = {},
  ) {
    super(message);
    this.code = code;
    this.sample = said.sample ?? null;
    this.usage = said.usage;
  }
}
