import { Link } from '@tanstack/react-router';
import { stringify } from 'yaml';
import { useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { PageBody } from '../../parts/page.tsx';
import { definitionRoute } from './addresses.ts';
import { EvalPage } from './eval-page.tsx';
import { useGateWords, useGraderWords } from './gate-words.ts';
import type { Eval } from './model.ts';

/** What an eval asks, how it grades, and when a version passes; in words, and as the file it can be kept in. */
export function EvalDefinition() {
  const { slug } = definitionRoute.useParams();
  return (
    <EvalPage slug={slug}>
      {(one) => (
        <PageBody>
          <Words one={one} />
          <AsFile one={one} />
        </PageBody>
      )}
    </EvalPage>
  );
}

function Words({ one }: { one: Eval }) {
  const { t } = useWords();
  const gate = useGateWords();
  const say = useGraderWords();
  const { definition, app, dataset, description } = one;
  const { graders, repeats = 1, concurrency = 8 } = definition;
  return (
    <>
      {description && <p className="text-base">{description}</p>}
      <Facts>
        <Fact name={t('evals.app')}>
          <Link to="/assistants/$slug" params={{ slug: app }} className="underline underline-offset-2">
            {app}
          </Link>
        </Fact>
        <Fact name={t('evals.dataset')}>
          <Link to="/datasets/$slug" params={{ slug: dataset }} className="underline underline-offset-2">
            {dataset}
          </Link>
        </Fact>
        <Fact name={t('evals.repeats')}>{t('evals.times', { count: repeats })}</Fact>
        <Fact name={t('evals.concurrency')}>{concurrency}</Fact>
      </Facts>
      <section className="flex flex-col gap-2">
        <h2 className="text-base">{t('evals.gate')}</h2>
        <p className="text-muted">{t('evals.gate_what')}</p>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {definition.gate.criteria.map((criterion, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: criteria keep their place
            <li key={i}>{gate.criterion(criterion, graders)}</li>
          ))}
          {definition.gate.slices && <li>{gate.slices(definition.gate.slices, graders)}</li>}
        </ol>
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="text-base">{t('evals.graders')}</h2>
        <dl className="grid grid-cols-[minmax(96px,auto)_1fr] gap-x-4 gap-y-2">
          {graders.map((grader) => (
            <div key={grader.name} className="contents">
              <dt>
                <code className="font-mono text-xs">{grader.name}</code>
              </dt>
              <dd className="min-w-0 break-words">{say(grader)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function AsFile({ one: { definition } }: { one: Eval }) {
  const { t } = useWords();
  const text = stringify(inOrder(definition), { lineWidth: 0 });
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-base">{t('evals.as_file')}</h2>
      <p className="text-muted">{t('evals.as_file_what')}</p>
      <div className="relative rounded-md border border-line bg-sunken">
        <div className="absolute top-2 right-2 rounded-md border border-line bg-surface">
          <CopyButton text={text} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
        <pre tabIndex={0} className="max-h-120 overflow-auto p-3 font-mono text-xs leading-5">
          {text}
        </pre>
      </div>
    </section>
  );
}

/** As people write it: what it is first, then what it measures. */
const ORDER = ['kind', 'slug', 'name', 'description', 'app', 'dataset', 'graders', 'gate'] as const;

function inOrder(definition: Eval['definition']): Record<string, unknown> {
  const first = ORDER.map((name) => [name, definition[name]]);
  return { ...Object.fromEntries(first), ...definition };
}
