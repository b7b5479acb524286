import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { exportLog, printAnchor, verifyOffline, verifyOnServer } from './cli/audit.ts';
import { type Client, createClient } from './cli/client.ts';
import { applyFiles, ask, ingestPaths, reindex } from './cli/commands.ts';
import { compareEval, runEval } from './cli/evals.ts';
import { describeFailure } from './cli/failure.ts';
import { createOutput, type Output } from './cli/output.ts';
import { type ReleaseOptions, releaseApp, rollBackApp } from './cli/releases.ts';
import { onStopSignal } from './cli/stop-signal.ts';
import { createSet, listTuning, showTuning, train } from './cli/tuning.ts';
import { loadConfig, openKeyRing } from './kernel/index.ts';

/** The command line: two commands that are the server, and thin ones that talk to it. */

// What is loaded below is compiled and stripped of its types once, not at every start.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));

const program = new Command('sevenfold')
  .description('An enterprise AI platform that a company runs itself')
  .option('--json', 'answer in JSON')
  .exitOverride();

async function serve(role: 'server' | 'worker'): Promise<void> {
  const config = loadConfig(process.env);
  // Loaded late: the client commands need none of the server.
  const { start, startWorker } = await import('./api/start.ts');
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const running = role === 'server' ? await start(config, say) : await startWorker(config);
  if (role === 'worker') say('A worker is running.');
  onStopSignal(
    () => {
      say('Stopping: running work may finish first. Press Ctrl-C again to stop at once.');
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    },
    () => process.exit(130),
  );
}

const withClient = (run: (client: Client, out: Output) => Promise<void>) =>
  run(createClient(process.env), createOutput(program.opts().json === true));

program
  .command('start')
  .description('start the server')
  .action(() => serve('server'));
program
  .command('worker')
  .description('add a worker beside a running server')
  .action(() => serve('worker'));
program
  .command('apply')
  .description('create or update what definition files describe (YAML or JSON)')
  .argument('<file...>')
  .action((files: string[]) => withClient((client, out) => applyFiles(client, out, files)));
program
  .command('ingest')
  .description('read files, folders or zip archives into a collection')
  .argument('<path...>')
  .requiredOption('-c, --collection <name>', 'name or slug; made when it is new')
  .action((paths: string[], options: { collection: string }) =>
    withClient((client, out) => ingestPaths(client, out, paths, options.collection)),
  );
program
  .command('ask')
  .description('ask an assistant')
  .argument('<assistant>', 'slug, or slug@version')
  .argument('<question...>')
  .action((assistant: string, words: string[]) =>
    withClient((client, out) => ask(client, out, assistant, words.join(' '))),
  );
program
  .command('reindex')
  .description('delete the search index and rebuild it from the database')
  .action(() => withClient(reindex));

const evals = program.command('eval').description('measure versions against each other');
evals
  .command('run')
  .description('measure a version; exits with 0 (pass), 100 (block) or 101 (inconclusive)')
  .argument('<eval>')
  .option('--version <n>', 'version to measure; the newest by default', Number)
  .option('--baseline <n>', 'version to compare with; the one in production by default, 0 for none', Number)
  .action((name: string, options: { version?: number; baseline?: number }) =>
    withClient((client, out) => runEval(client, out, name, options)),
  );
evals
  .command('compare')
  .description('where two versions differ, example by example, in the newest run')
  .argument('<eval>', 'slug, or the id of an eval run')
  .action((name: string) => withClient((client, out) => compareEval(client, out, name)));

program
  .command('release')
  .description('let a proven version serve; exits with 100 or 101 when it is not proven')
  .argument('<app>')
  .option('--version <n>', 'the newest by default', Number)
  .option('--stage <stage>', 'staging, canary or production', 'production')
  .option('--share <percent>', 'of callers, for a canary', Number)
  .option('--override <reason>', 'release without proof; for owners')
  .option('--note <text>')
  .action((slug: string, options: ReleaseOptions) =>
    withClient((client, out) => releaseApp(client, out, slug, options)),
  );
program
  .command('rollback')
  .description('back to the version that served production before')
  .argument('<app>')
  .requiredOption('--reason <text>')
  .action((slug: string, { reason }: { reason: string }) =>
    withClient((client, out) => rollBackApp(client, out, slug, reason)),
  );

const tuning = program.command('tuning').description('training sets, and models tuned on them');
tuning
  .command('create')
  .description('make a training set of a data set or of a JSONL file')
  .argument('<slug>')
  .option('--dataset <slug>')
  .option('--file <path>', "OpenAI's chat format, or {text, label} a line")
  .option('--task <task>', 'single, multi, hierarchical, pairs or answers')
  .action((slug: string, options: { dataset?: string; file?: string; task?: string }) =>
    withClient((client, out) => createSet(client, out, slug, options)),
  );
tuning
  .command('list')
  .description('training sets and tuned models')
  .action(() => withClient(listTuning));
tuning
  .command('show')
  .description('a training set with what was left out, or the card of a tuned model')
  .argument('<name>', 'slug of a training set, id or name of a model')
  .action((name: string) => withClient((client, out) => showTuning(client, out, name)));
tuning
  .command('train')
  .description('build a training set anew and train on it; exits with 1 when that fails')
  .argument('<slug>')
  .option('--base <model>', 'local/minilm-classifier, or <provider>/<model>')
  .option('--suffix <text>', 'part of the name of the model')
  .option('--seed <n>', 'the same seed gives the same model', Number)
  .option('--keep', 'train on the version that is there')
  .action((slug: string, options: { base?: string; suffix?: string; seed?: number; keep?: boolean }) =>
    withClient((client, out) => train(client, out, slug, options)),
  );

const audit = program.command('audit').description('the record of privileged acts');
audit
  .command('verify')
  .description('check the chain on the server, or an exported one offline; exits with 1 when tampered with')
  .argument('[export]', 'a file of "audit export"')
  .option('--anchor <file...>', 'anchors kept elsewhere', [])
  .action((file: string | undefined, { anchor }: { anchor: string[] }) => {
    if (file === undefined) return withClient((client, out) => verifyOnServer(client, out, anchor));
    const key = openKeyRing(loadConfig(process.env)).derive('audit');
    return verifyOffline(createOutput(program.opts().json === true), key, file, anchor);
  });
audit
  .command('export')
  .description('print the whole log as JSON lines, for verifying it elsewhere')
  .action(() => withClient((client) => exportLog(client)));
audit
  .command('anchor')
  .description('print the signed end of the chain, to keep elsewhere')
  .action(() => withClient(printAnchor));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  process.stderr.write(`${describeFailure(error, program.opts().json === true)}\n`);
  process.exit(1);
}
