import type { Criterion, Grader, Unit } from '../contract.ts';

/** What a criterion is measured in; without it a latency of 900 ms reads as 90,000 %. */
export function unitOf({ grader: name, measure }: Criterion, graders: readonly Grader[]): Unit {
  if (measure === 'pass') return 'share';
  const type = graders.find((one) => one.name === name)?.type;
  return type === 'latency' ? 'ms' : type === 'cost' ? 'usd' : 'score';
}
