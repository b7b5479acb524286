// One measurement in a process of its own, so that what measures does not share a heap with what reports.
//   node load.ts '{"url","headers","model","mode","seconds",…}'   prints one JSON line
import { Agent, setGlobalDispatcher } from 'undici';
import type { Load } from './loops.ts';
import { closedLoop, openLoop } from './loops.ts';

setGlobalDispatcher(new Agent({ pipelining: 1 }));
const load: Load = JSON.parse(process.argv[2] ?? '{}');
const result = load.rate === undefined ? await closedLoop(load) : await openLoop(load, load.rate);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
