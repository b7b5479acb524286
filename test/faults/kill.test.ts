import { describe, expect, it } from 'vitest';
import { killTest } from './kill.ts';

describe('kill -9 of the server and of its PostgreSQL, while files are read and questions answered', () => {
  it('loses nothing acknowledged, ends every ingestion, and indexes nothing twice', async () => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    // `npm run test:faults -- kill` is the long one: 20 kills, and another seed each time.
    const verdict = await killTest({
      name: 'kill',
      seed: 7,
      rounds: 2,
      longestMs: 2_000,
      keep: false,
      say,
    });
    expect(verdict.rounds.map((round) => round.killed).sort()).toEqual(['PostgreSQL', 'server']);
    const broken = verdict.findings.filter((one) => one.violations.length > 0);
    expect(broken, lines.join('\n')).toEqual([]);
  }, 150_000);
});
