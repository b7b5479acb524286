import { useWords } from '../../../i18n/words.ts';
import { cx } from '../../../parts/cx.ts';
import type { Shown, UsageFacts } from '../facts.ts';

interface FiguresProps {
  total: UsageFacts['total'];
  show: Shown;
  onShow: (show: Shown) => void;
}

const BOX = 'flex min-w-0 flex-col items-start gap-0.5 px-4 py-3 text-left';

/** The sums of the period. The first three choose what the chart below shows. */
export function Figures({ total, show, onShow }: FiguresProps) {
  const { t, format } = useWords();
  const { requests, failed, promptTokens, completionTokens, dollars, unpriced, fromCache, p50, p95 } = total;
  const charted: [Shown, string, string][] = [
    ['requests', format.number(requests), t('gateway.from_cache', { count: fromCache })],
    [
      'tokens',
      format.number(promptTokens + completionTokens),
      t('gateway.in_and_out', { input: promptTokens, output: completionTokens }),
    ],
    [
      'cost',
      format.money(dollars),
      unpriced > 0 ? t('gateway.unpriced', { count: unpriced }) : t('gateway.all_priced'),
    ],
  ];
  return (
    <div className="grid grid-cols-2 border-line border-b sm:grid-cols-5">
      {charted.map(([one, value, note]) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === show}
          onClick={() => onShow(one)}
          className={cx(
            BOX,
            'border-b-2 hover:bg-hover focus-visible:-outline-offset-2',
            one === show ? 'border-accent' : 'border-transparent',
          )}
        >
          <Figure name={t(`gateway.${one}`)} value={value} note={note} />
        </button>
      ))}
      <div className={BOX}>
        <Figure
          name={t('gateway.failed')}
          value={format.number(failed)}
          note={format.percent(failed / requests)}
          bad={failed > 0}
        />
      </div>
      <div className={BOX}>
        <Figure
          name={t('gateway.time')}
          value={p50 === null ? '–' : format.duration(p50)}
          note={p95 === null ? '' : t('gateway.p95_is', { time: format.duration(p95) })}
        />
      </div>
    </div>
  );
}

function Figure({ name, value, note, bad }: { name: string; value: string; note: string; bad?: boolean }) {
  return (
    <>
      <span className="text-muted text-xs">{name}</span>
      <span className={cx('text-lg tabular-nums', bad && 'text-bad')}>{value}</span>
      <span className="max-w-full truncate text-faint text-xs tabular-nums">{note}</span>
    </>
  );
}
