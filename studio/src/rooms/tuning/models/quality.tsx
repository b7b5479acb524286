import { Sparkles } from 'lucide-react';
import { useWords } from '../../../i18n/words.ts';
import { tunedModelRoute } from '../addresses.ts';
import type { TunedModel, TunedReport } from '../model.ts';
import { Abstention } from './abstention.tsx';
import { Calibration } from './calibration.tsx';
import { CallIt } from './call-it.tsx';
import { Measures } from './measures.tsx';
import { ModelBody, ModelPage, WithReport } from './model-page.tsx';
import { PerClass } from './per-class.tsx';
import { useQualityWords } from './quality-words.ts';
import { TrainedHow } from './trained-how.tsx';
import { TryIt } from './try-it.tsx';

/** How good a model is and how sure that is; beside it, a place to try it and the lines that call it. */
export function Quality() {
  const { model: id } = tunedModelRoute.useParams();
  return (
    <ModelPage id={id}>
      {(model) => (
        <ModelBody>
          <WithReport model={model}>{(report) => <Sentence model={model} report={report} />}</WithReport>
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
            <div className="flex min-w-0 flex-col gap-6 max-lg:order-2">
              {model.report && <Evidence report={model.report} />}
            </div>
            <div className="flex min-w-0 flex-col gap-6">
              {model.erasedAt === null && <TryIt model={model} />}
              {model.erasedAt === null && <CallIt model={model} />}
            </div>
          </div>
        </ModelBody>
      )}
    </ModelPage>
  );
}

function Sentence({ model, report }: { model: TunedModel; report: TunedReport }) {
  const { t } = useWords();
  const say = useQualityWords();
  const { train, test } = report.examples;
  return (
    <section aria-label={t('tuning.quality')} className="flex gap-3">
      <Sparkles className="mt-1 size-5 shrink-0 text-accent" aria-hidden />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="text-pretty text-lg">{say.sentence(report)}</p>
        <p className="text-muted">
          {t('tuning.learned_and_tested', { train, test, classes: report.classes })}
        </p>
        <p className="break-all font-mono text-muted text-xs">{model.name}</p>
      </div>
    </section>
  );
}

function Evidence({ report }: { report: TunedReport }) {
  return (
    <>
      <Measures report={report} />
      <Calibration report={report} />
      <Abstention report={report} />
      <PerClass rows={report.perClass} />
      <TrainedHow report={report} />
    </>
  );
}
