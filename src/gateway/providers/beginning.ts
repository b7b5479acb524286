import type { Failure } from '../../kernel/index.ts';
import { gatewayErrors } from '../errors.ts';
import type { Timeouts } from '../upstream/timeouts.ts';
import type { UpstreamBytes } from '../upstream/upstream-bytes.ts';
import { isUsualChunk } from '../wire/usual-chunk.ts';
import { type Unframe, unframer } from './framing.ts';
import type { ChatTranslation, Framing, TranslatedChat, WireEvent } from './kinds/kind.ts';
import { translated } from './translate.ts';

/** Whether an event says something. @throws when it is an error */
type Begins = (event: WireEvent) => boolean;

export interface Beginning {
  provider: string;
  framing: Framing;
  begins: Begins;
  timeouts: Timeouts;
}

/** After it an event is whole, if it ever will be. */
const END = Buffer.from('\n\n');

/**
 * Waits for the first event that says something. Comments and pings only say that the connection is there, and servers
 * that are overloaded send an error as the first event under a good status: taken for a beginning, neither would leave
 * room for another attempt or another model.
 * @throws what went wrong before
 */
export async function hasBegun(
  body: UpstreamBytes,
  { framing, begins, provider, timeouts }: Beginning,
): Promise<void> {
  let unframe: Unframe | undefined;
  // A connection that is kept open by comments is never idle.
  const patience = Math.min(timeouts.firstByteMs, timeouts.totalMs ?? Number.POSITIVE_INFINITY);
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => body.destroy(gatewayErrors.upstream_timeout({ provider }));
  const look = (bytes: Buffer) => {
    if (!unframe && isUsualBeginning(bytes)) return true;
    unframe ??= unframer(framing);
    const events = unframe;
    return translated(provider, () => events(bytes).some(begins));
  };
  try {
    await body.begun((piece) => {
      if (look(piece ?? (framing === 'aws-event-stream' ? Buffer.alloc(0) : END))) return true;
      if (!piece) throw gatewayErrors.bad_answer({ provider, what: 'ended without an event' });
      timer ??= setTimeout(giveUp, patience);
      return false;
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Whether it begins with one whole event like thousands of others: told without a parser, at a tenth of its cost. */
function isUsualBeginning(bytes: Buffer): boolean {
  const end = bytes.indexOf('\n\n');
  return (
    end > 0 && bytes.toString('latin1', 0, 6) === 'data: ' && isUsualChunk(bytes.toString('utf8', 6, end))
  );
}

/**
 * In OpenAI's format.
 * @param failureIn the failure that an event is, if it is one
 */
export function beginsNatively(provider: string, failureIn: (told: object) => Failure | undefined): Begins {
  return ({ event, data }) => {
    if (event === 'ping') return false;
    if (isUsualChunk(data)) return true;
    const told = parsed(data);
    if (!told) throw gatewayErrors.bad_answer({ provider, what: 'begins with an event that is no JSON' });
    const failure = failureIn(told);
    if (failure) throw failure;
    return true;
  };
}

/** In another format: what can be translated, and is no error, has begun the answer. */
export function beginsTranslated({ stream }: TranslatedChat, model: string): Begins {
  let translation: ChatTranslation | undefined;
  return (event) => {
    translation ??= stream(model);
    translation.feed(event);
    return event.event !== 'ping';
  };
}

function parsed(data: string): object | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
