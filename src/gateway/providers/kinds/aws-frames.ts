import { crc32 } from 'node:zlib';
import { createParser } from 'eventsource-parser';

/** For tests: events written as text, in AWS's binary frames. */
export function framesOf(stream: string): Buffer {
  const frames: Buffer[] = [];
  createParser({
    onEvent: ({ event = '', data }) => void frames.push(frameOf(event, data)),
  }).feed(stream);
  return Buffer.concat(frames);
}

function frameOf(event: string, data: string): Buffer {
  const headers = Buffer.concat([
    header(event.endsWith('Exception') ? ':exception-type' : ':event-type', event),
    header(':content-type', 'application/json'),
    header(':message-type', 'event'),
  ]);
  const payload = Buffer.from(data);
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(16 + headers.length + payload.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const body = Buffer.concat([prelude, headers, payload]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([body, sum]);
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(3);
  length.writeUInt8(7, 0);
  length.writeUInt16BE(Buffer.byteLength(value), 1);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), length, Buffer.from(value)]);
}
