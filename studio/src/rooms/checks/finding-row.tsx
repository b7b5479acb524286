import { useWords } from '../../i18n/words.ts';
import { cx } from '../../parts/cx.ts';
import { Fact, Facts } from '../../parts/facts.tsx';
import type { Check, Finding } from './model.ts';

/** The row that a finding stands in, its cell marked; of a label the example's text. */
export function FindingRow({ check, finding }: { check: Check; finding: Finding }) {
  const { t } = useWords();
  if (finding.column === null) {
    return (
      <Facts>
        <Fact name={t('checks.text')}>{finding.context[0]}</Fact>
        <Fact name={t('checks.label')}>
          <Cell value={finding.value} marked />
        </Fact>
      </Facts>
    );
  }
  return (
    <Facts>
      {check.columns.map(({ name }, i) => (
        <Fact key={name} name={name}>
          <Cell value={finding.context[i] ?? ''} marked={name === finding.column} />
        </Fact>
      ))}
    </Facts>
  );
}

/** A cell; an empty one says so, because nothing cannot be marked. */
export function Cell({ value, marked = false }: { value: string; marked?: boolean }) {
  const { t } = useWords();
  const text = value.trim() === '' ? <span className="text-faint italic">{t('checks.empty')}</span> : value;
  if (!marked) return text;
  return (
    <mark className={cx('whitespace-pre-wrap break-words rounded-sm bg-warn-soft px-1 py-0.5 text-warn')}>
      {text}
    </mark>
  );
}
