import { useWords } from '../../../i18n/words.ts';
import { LineChart } from '../../../parts/charts/line-chart.tsx';
import { around, type Domain } from '../../../parts/charts/scale.ts';
import { useShares } from '../figures.ts';
import type { CurvePoint } from '../model.ts';
import { CurveTable } from './curve-table.tsx';

/** How a model learns: what it still gets wrong, on what it learns from and on what it does not see. */
export function Curves({ curve, going }: { curve: readonly CurvePoint[]; going: boolean }) {
  const { t, format } = useWords();
  const { share } = useShares();
  const last = curve.at(-1);
  const x: Domain = [0, Math.max(1, last ? (going ? roomFor(last) : last.step) : 1)];
  const validated = curve.filter(({ validationLoss }) => validationLoss !== null);
  const judged = curve.filter(({ validationAccuracy }) => validationAccuracy !== null);
  const losses = curve.flatMap(({ trainLoss, validationLoss }) => [trainLoss, validationLoss ?? trainLoss]);
  const words = (step: number) => {
    const point = curve.find((one) => one.step === step);
    if (!point) return t('tuning.nothing_yet');
    const { trainLoss, validationLoss, validationAccuracy } = point;
    return [
      t('tuning.at_step', { step }),
      t('tuning.train_loss_is', { value: format.decimal(trainLoss, 3) }),
      ...(validationLoss === null
        ? []
        : [t('tuning.validation_loss_is', { value: format.decimal(validationLoss, 3) })]),
      ...(validationAccuracy === null ? [] : [t('tuning.accuracy_is', { value: share(validationAccuracy) })]),
    ].join(' · ');
  };
  const sayX = (step: number) => t('tuning.step_n', { step });
  return (
    <section aria-labelledby="curves" className="flex flex-col gap-2">
      <h2 id="curves" className="text-base">
        {t('tuning.curves')}
      </h2>
      <div className={`grid gap-4 ${judged.length > 0 ? 'lg:grid-cols-2' : ''}`}>
        <div className="rounded-lg border border-line bg-surface p-4">
          <LineChart
            label={t('tuning.loss')}
            lines={[
              {
                key: 'train',
                name: t('tuning.on_training'),
                tone: 'accent',
                points: curve.map(({ step, trainLoss }) => ({ x: step, y: trainLoss })),
              },
              ...(validated.length > 0
                ? [
                    {
                      key: 'validation',
                      name: t('tuning.on_validation'),
                      tone: 'warn' as const,
                      dashed: true,
                      points: validated.map(({ step, validationLoss }) => ({
                        x: step,
                        y: validationLoss ?? 0,
                      })),
                    },
                  ]
                : []),
            ]}
            x={x}
            y={[0, Math.max(0.1, ...losses)]}
            sayX={sayX}
            sayY={(value) => format.decimal(value, value < 1 ? 2 : 1)}
            words={words}
          />
        </div>
        {judged.length > 0 && (
          <div className="rounded-lg border border-line bg-surface p-4">
            <LineChart
              label={t('tuning.validation_accuracy')}
              lines={[
                {
                  key: 'accuracy',
                  name: t('tuning.on_validation'),
                  tone: 'warn',
                  dashed: true,
                  points: judged.map(({ step, validationAccuracy }) => ({
                    x: step,
                    y: validationAccuracy ?? 0,
                  })),
                },
              ]}
              x={x}
              y={around([...judged.map(({ validationAccuracy }) => validationAccuracy ?? 0), 1], 0.1)}
              sayX={sayX}
              sayY={(value) => format.percent(value)}
              words={words}
            />
          </div>
        )}
      </div>
      <p className="text-muted text-xs">{t('tuning.curves_what')}</p>
      <CurveTable curve={curve} />
    </section>
  );
}

/** While it goes on there is room to grow, but not all of it: training mostly stops long before the most that it may take. */
function roomFor({ step, of }: CurvePoint): number {
  return Math.min(of, Math.max(20, Math.ceil((step * 1.5) / 10) * 10));
}
