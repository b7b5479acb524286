import { Check as Confirm, Pencil, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { useHotkey } from '../../parts/hotkeys.ts';
import { TextInput } from '../../parts/inputs.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { Detail, Section } from '../../parts/split-view.tsx';
import { FindingMark } from './check-mark.tsx';
import { FindingRow } from './finding-row.tsx';
import type { Check, Finding } from './model.ts';
import type { Decision } from './use-findings.ts';

interface FindingPanelProps {
  check: Check;
  finding: Finding;
  mayDecide: boolean;
  onDecide: (decision: Decision) => void;
  onMove: (by: number) => void;
  onClose: () => void;
}

/** One finding: its row, why it is thought wrong, and what to do about it by one key. */
export function FindingPanel({ check, finding, mayDecide, onDecide, onMove, onClose }: FindingPanelProps) {
  const { t, language, format } = useWords();
  const [correction, setCorrection] = useState<string>();
  const editing = correction !== undefined;
  const open = finding.status === 'open';
  const can = mayDecide && !editing;
  const suggested = finding.suggestion !== null;
  useHotkey('a', () => onDecide({ status: 'confirmed' }), can && open && suggested);
  useHotkey('e', () => setCorrection(finding.suggestion ?? finding.value), can && open);
  useHotkey('x', () => onDecide({ status: 'dismissed' }), can && open);
  useHotkey('u', () => onDecide({ status: 'open' }), can && !open);
  useHotkey('j', () => onMove(1), !editing);
  useHotkey('k', () => onMove(-1), !editing);
  const place = finding.column ?? t('checks.label');
  return (
    <Detail
      title={t('checks.row_column', { row: finding.row + 1, column: place })}
      kind={
        <>
          <FindingMark status={finding.status} />
          <span>{t('checks.sure', { share: format.percent(finding.score) })}</span>
        </>
      }
      onClose={onClose}
    >
      <Section title={t('checks.why')}>
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          {finding.reasons.map(({ code, sentence }) => (
            <li key={code} className="break-words">
              {language.startsWith('zh') ? sentence.zh : sentence.en}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('checks.suggested')}>
        <p className="break-words text-base">
          {suggested ? finding.suggestion || t('checks.leave_empty') : t('checks.nothing_suggested')}
        </p>
        {mayDecide && !editing && (
          <div className="mt-3 flex flex-wrap gap-2">
            {open ? (
              <>
                <Button
                  small
                  icon={Confirm}
                  disabled={!suggested}
                  onClick={() => onDecide({ status: 'confirmed' })}
                >
                  {t('checks.confirm')} <Kbd keys="a" />
                </Button>
                <Button
                  small
                  icon={Pencil}
                  onClick={() => setCorrection(finding.suggestion ?? finding.value)}
                >
                  {t('checks.correct')} <Kbd keys="e" />
                </Button>
                <Button small icon={X} onClick={() => onDecide({ status: 'dismissed' })}>
                  {t('checks.dismiss')} <Kbd keys="x" />
                </Button>
              </>
            ) : (
              <Button small icon={RotateCcw} onClick={() => onDecide({ status: 'open' })}>
                {t('checks.reopen')} <Kbd keys="u" />
              </Button>
            )}
          </div>
        )}
        {editing && (
          <form
            className="mt-3 flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              setCorrection(undefined);
              onDecide({ status: 'corrected', correction });
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              // The panel stays open.
              event.preventDefault();
              setCorrection(undefined);
            }}
          >
            <Field label={t('checks.right_value')}>
              {(control) => (
                <TextInput
                  {...control}
                  autoFocus
                  maxLength={20_000}
                  value={correction}
                  onChange={(event) => setCorrection(event.target.value)}
                />
              )}
            </Field>
            <div className="flex flex-wrap gap-2">
              <Button small type="submit" look="primary">
                {t('checks.correct')}
              </Button>
              <Button small onClick={() => setCorrection(undefined)}>
                {t('common.cancel')}
              </Button>
            </div>
          </form>
        )}
      </Section>
      <Section title={t(finding.column === null ? 'checks.example' : 'checks.its_row')}>
        <FindingRow check={check} finding={finding} />
      </Section>
    </Detail>
  );
}
