import { descendants, memoryOf } from '../harness/memory.ts';

/** The most memory that each part of a server had, MiB. */
export interface Peaks {
  server: number;
  parser: number;
  postgres: number;
  /** The most of all three at one moment (PSS, so that shared pages count once). */
  together: number;
}

const EVERY_MS = 250;

/** Looks at a server and everything it started until `stop` is called. */
export function watchMemory(pid: number): { stop(): Peaks } {
  const peaks: Peaks = { server: 0, parser: 0, postgres: 0, together: 0 };
  const look = () => {
    const all = memoryOf(descendants(pid));
    const isPostgres = (command: string) => /postgres/.test(command) && !/main\.ts/.test(command);
    const server = all.find((one) => one.pid === pid);
    const parser = all.filter((one) => /parsing\/host/.test(one.command));
    const postgres = all.filter((one) => isPostgres(one.command)).reduce((sum, one) => sum + one.pss, 0);
    // The system keeps the highest resident size by itself, so nothing between two looks is missed.
    peaks.server = Math.max(peaks.server, server?.peak ?? 0);
    peaks.parser = Math.max(peaks.parser, ...parser.map((one) => one.peak));
    peaks.postgres = Math.max(peaks.postgres, postgres);
    peaks.together = Math.max(
      peaks.together,
      all.reduce((sum, one) => sum + one.pss, 0),
    );
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peaks;
    },
  };
}
