import { crc32 } from 'node:zlib';
import { createParser } from 'eventsource-parser';
import type { Framing, WireEvent } from './kinds/kind.ts';

/** Takes the bytes of a stream as they come and gives back the events that are whole. */
export type Unframe = (bytes: Buffer) => WireEvent[];

export function unframer(framing: Framing): Unframe {
  return { sse, 'json-lines': jsonLines, 'aws-event-stream': awsEvents }[framing]();
}

/** One event longer than this is not an event; held on to, it would fill the memory of the process. */
const MOST_HELD = 8 * 2 ** 20;

function sse(): Unframe {
  const whole: WireEvent[] = [];
  let held = 0;
  const parser = createParser({
    onEvent({ event, data }) {
      held = 0;
      if (data !== '[DONE]') whole.push({ data, ...(event ? { event } : {}) });
    },
  });
  const decoder = new TextDecoder();
  return (bytes) => {
    held += bytes.length;
    parser.feed(decoder.decode(bytes, { stream: true }));
    if (held > MOST_HELD) throw new Error('an event has no end');
    return whole.splice(0);
  };
}

function jsonLines(): Unframe {
  let held = '';
  const decoder = new TextDecoder();
  return (bytes) => {
    const lines = (held + decoder.decode(bytes, { stream: true })).split('\n');
    held = lines.pop() ?? '';
    if (held.length > MOST_HELD) throw new Error('a line has no end');
    return lines.filter((line) => line.trim() !== '').map((data) => ({ data }));
  };
}

const PRELUDE = 12;
const CRC = 4;

/**
 * AWS's binary frames: length of all, length of the headers, checksum of those eight bytes, headers, payload, checksum of
 * everything before. The event's name is a header.
 */
function awsEvents(): Unframe {
  let held: Buffer = Buffer.alloc(0);
  return (bytes) => {
    held = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
    const whole: WireEvent[] = [];
    while (held.length >= PRELUDE) {
      const length = held.readUInt32BE(0);
      if (held.readUInt32BE(8) !== crc32(held.subarray(0, 8)) || length > MOST_HELD || length < PRELUDE + CRC)
        throw new Error('a frame is damaged');
      if (held.length < length) break;
      whole.push(awsEvent(held.subarray(0, length)));
      held = held.subarray(length);
    }
    return whole;
  };
}

function awsEvent(frame: Buffer): WireEvent {
  const end = frame.length - CRC;
  if (frame.readUInt32BE(end) !== crc32(frame.subarray(0, end))) throw new Error('a frame is damaged');
  const headersEnd = PRELUDE + frame.readUInt32BE(4);
  const headers = awsHeaders(frame.subarray(PRELUDE, headersEnd));
  const event = headers.get(':event-type') ?? headers.get(':exception-type');
  return { data: frame.toString('utf8', headersEnd, end), ...(event ? { event } : {}) };
}

/** Sizes of the values of each type; undefined for those that begin with their length. */
const SIZES = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16];
const STRING = 7;

function awsHeaders(bytes: Buffer): Map<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const nameEnd = at + 1 + bytes.readUInt8(at);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    const type = bytes.readUInt8(nameEnd);
    if (type >= SIZES.length) throw new Error('a frame has a header of no type');
    const fixed = SIZES[type];
    const start = nameEnd + (fixed === undefined ? 3 : 1);
    at = start + (fixed ?? bytes.readUInt16BE(nameEnd + 1));
    if (type === STRING) headers.set(name, bytes.toString('utf8', start, at));
  }
  return headers;
}
