/** Where a command writes: answers to stdout, progress to stderr and only on a terminal. */
export interface Output {
  json: boolean;
  /** The command's answer: `value` with --json, `text` otherwise. */
  answer(value: unknown, text: string): void;
  write(text: string): void;
  /** Redraws one line, e.g. "[#####-----] 42/98 documents". */
  progress(done: number, total: number, what: string): void;
  endProgress(): void;
}

const WIDTH = 28;

export function createOutput(json: boolean): Output {
  const live = process.stderr.isTTY && !json;
  let drawn = false;
  return {
    json,
    answer: (value, text) => void process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`),
    write: (text) => void (json ? undefined : process.stdout.write(text)),
    progress(done, total, what) {
      if (!live) return;
      const filled = total === 0 ? 0 : Math.round((done / total) * WIDTH);
      process.stderr.write(
        `\r[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done}/${total} ${what}   `,
      );
      drawn = true;
    },
    endProgress() {
      if (drawn) process.stderr.write('\n');
      drawn = false;
    },
  };
}
