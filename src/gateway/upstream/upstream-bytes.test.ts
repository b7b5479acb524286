import { describe, expect, it } from 'vitest';
import { UpstreamBytes } from './upstream-bytes.ts';

/** An upstream that says what it was told. */
function upstream() {
  const told: string[] = [];
  const bytes = new UpstreamBytes({
    ...{ aborted: false, paused: false, reason: null },
    abort: ({ message }) => void told.push(`abort: ${message}`),
    pause: () => void told.push('pause'),
    resume: () => void told.push('resume'),
  });
  return { told, bytes };
}

function taker() {
  const taken: string[] = [];
  return {
    taken,
    piece: (chunk: Buffer) => void taken.push(chunk.toString()),
    end: (error?: Error) => void taken.push(error ? `end: ${error.message}` : 'end'),
  };
}

describe('what an upstream sends', () => {
  it('waits for its taker, and has begun with its first piece', async () => {
    const { bytes } = upstream();
    const begun = bytes.begun();
    bytes.push(Buffer.from('a'));
    await begun;
    bytes.push(Buffer.from('b'));
    const to = taker();
    bytes.to(to);
    bytes.push(Buffer.from('c'));
    bytes.finish();
    bytes.finish(new Error('later'));
    expect(to.taken).toEqual(['a', 'b', 'c', 'end']);
  });

  it('has not begun when it ends before its first piece', async () => {
    const cut = upstream();
    const begun = cut.bytes.begun();
    cut.bytes.finish(new Error('cut'));
    await expect(begun).rejects.toThrow('cut');
    const empty = upstream();
    empty.bytes.finish();
    await expect(empty.bytes.begun()).rejects.toBeUndefined();
  });

  it('is told to wait while nobody takes much of it, and to go on when somebody does', () => {
    const { bytes, told } = upstream();
    bytes.push(Buffer.alloc(64 * 1024));
    expect(told).toEqual([]);
    bytes.push(Buffer.alloc(1));
    expect(told).toEqual(['pause']);
    bytes.to(taker());
    expect(told).toEqual(['pause', 'resume']);
  });

  it('comes to an end when it is given up, once, and says nothing after it', () => {
    const { bytes, told } = upstream();
    const to = taker();
    bytes.to(to);
    bytes.destroy(new Error('enough'));
    bytes.destroy();
    bytes.push(Buffer.from('late'));
    bytes.finish();
    expect(told).toEqual(['abort: enough']);
    expect(to.taken).toEqual(['end: enough']);
  });

  it('can be read in a loop, which gives it up when it is left', async () => {
    const whole = upstream();
    whole.bytes.push(Buffer.from('a'));
    const read: string[] = [];
    setImmediate(() => {
      whole.bytes.push(Buffer.from('b'));
      whole.bytes.push(Buffer.from('c'));
      whole.bytes.finish();
    });
    for await (const chunk of whole.bytes) read.push(chunk.toString());
    expect(read).toEqual(['a', 'bc']);

    const cut = upstream();
    cut.bytes.push(Buffer.from('a'));
    cut.bytes.finish(new Error('cut'));
    await expect(Array.fromAsync(cut.bytes)).rejects.toThrow('cut');

    const left = upstream();
    left.bytes.push(Buffer.from('a'));
    for await (const _ of left.bytes) break;
    expect(left.told.at(-1)).toBe('abort: given up');
  });
});
