import { readFileSync } from 'node:fs';

/** Ticks of the kernel's clock a second; the same on every Linux that Node runs on. */
const TICKS = 100;

/** Milliseconds that the processors have worked for these processes since they began. Linux only. */
export function processorMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (ticksOf(pid) * 1_000) / TICKS, 0);
}

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command stands in parentheses and may hold anything; time in user mode and in the kernel are fields 14 and 15.
    const [user, kernel] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return Number(user) + Number(kernel);
  } catch {
    return 0;
  }
}
