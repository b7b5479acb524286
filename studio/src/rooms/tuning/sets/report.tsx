import { useWords } from '../../../i18n/words.ts';
import { CopyButton } from '../../../parts/copy.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { Fact, Facts } from '../../../parts/facts.tsx';
import { When } from '../../../parts/when.tsx';
import { setRoute } from '../addresses.ts';
import { building, type SetReport, type SetVersion } from '../model.ts';
import { errorOf } from '../problem.ts';
import { Balance } from './balance.tsx';
import { BuildProgress } from './build-progress.tsx';
import { Leakage } from './leakage.tsx';
import { LeftOut } from './left-out.tsx';
import { Noise } from './noise.tsx';
import { SetPage } from './set-page.tsx';
import { Splits } from './splits.tsx';

/** One version of a training set: what is in it, what is not and why, and what one should know before training. */
export function SetReportScreen() {
  const { slug } = setRoute.useParams();
  const { version: number } = setRoute.useSearch();
  return (
    <SetPage slug={slug} number={number}>
      {(version) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
          <div className="mx-auto flex w-full max-w-6xl flex-col gap-7 px-4 py-5 sm:px-6">
            <State slug={slug} version={version} />
            {version.report && <Report slug={slug} version={version} report={version.report} />}
          </div>
        </div>
      )}
    </SetPage>
  );
}

function State({ slug, version }: { slug: string; version: SetVersion }) {
  const { t } = useWords();
  const { status, problem, erasedAt } = version;
  if (building(version)) return <BuildProgress slug={slug} version={version} />;
  return (
    <>
      {problem && <ErrorNote error={errorOf(problem)} />}
      {status === 'cancelled' && <p className="text-muted">{t('tuning.build_cancelled_what')}</p>}
      {erasedAt !== null && <p className="text-muted">{t('tuning.set_erased_what')}</p>}
    </>
  );
}

interface ReportProps {
  slug: string;
  version: SetVersion;
  report: SetReport;
}

function Report({ slug, version, report }: ReportProps) {
  const { t, format } = useWords();
  const { kept, candidates, leftOut, balance } = report;
  const place = { slug, version: version.number };
  return (
    <>
      <section aria-label={t('tuning.report')} className="flex flex-col gap-2">
        <p className="text-pretty text-lg">
          {balance.classes > 0
            ? t('tuning.kept_of', { count: kept, candidates, classes: balance.classes })
            : t('tuning.kept_of_plain', { count: kept, candidates })}{' '}
          {candidates === kept
            ? t('tuning.left_out_none')
            : t('tuning.left_out_n', { count: candidates - kept })}
        </p>
        <Made version={version} report={report} />
      </section>
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-7">
          {balance.classes > 0 && <Balance report={report} />}
          {report.noise && <Noise noise={report.noise} dataset={datasetOf(version)} />}
        </div>
        <div className="flex min-w-0 flex-col gap-7">
          <Splits place={place} splits={report.splits} />
          {leftOut.length > 0 && <LeftOut place={place} report={report} />}
          <Leakage place={place} leakage={report.leakage} leftOut={leftOut} />
          <section aria-labelledby="sources" className="flex flex-col gap-2">
            <h2 id="sources" className="text-base">
              {t('tuning.sources')}
            </h2>
            <Facts>
              {report.bySource.map((one) => (
                <Fact key={one.source} name={t(`tuning.source_${one.source}`)}>
                  {t('tuning.kept_and_not', {
                    kept: format.number(one.kept),
                    leftOut: format.number(one.leftOut),
                  })}
                </Fact>
              ))}
            </Facts>
          </section>
        </div>
      </div>
    </>
  );
}

/** When it was made, from how delicate content, and the hash that says which examples these are. */
function Made({ version, report }: Omit<ReportProps, 'slug'>) {
  const { t } = useWords();
  const { hash, createdBy, finishedAt, createdAt } = version;
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-muted">
      <span>{createdBy}</span>
      <span aria-hidden>·</span>
      <When at={finishedAt ?? createdAt} />
      <span aria-hidden>·</span>
      <span>{t('tuning.class_is', { name: t(`gateway.class_${report.dataClass}`) })}</span>
      <span aria-hidden>·</span>
      <span>{t('tuning.tokens_n', { tokens: report.tokens })}</span>
      {hash && (
        <span className="flex min-w-0 items-center gap-1">
          <span aria-hidden>·</span>
          <span className="ml-1">{t('tuning.hash')}</span>
          <code className="font-mono text-xs" title={hash}>
            {hash.slice(0, 12)}
          </code>
          <CopyButton text={hash} label={t('tuning.copy_hash')} />
        </span>
      )}
    </p>
  );
}

/** The first data set that the version is made from. */
function datasetOf({ recipe }: SetVersion): string | undefined {
  return recipe.sources.flatMap((source) => (source.type === 'dataset' ? [source.dataset] : []))[0];
}
