import { type KeyboardEvent, useRef, useState } from 'react';
import { cx } from '../../../../parts/cx.ts';
import type { MistakesSearch } from '../../addresses.ts';
import { keyOf, type MatrixModel } from './classes.ts';
import { heat } from './heat.ts';
import { moveBy } from './move-by.ts';

export interface Place {
  actual: string;
  predicted: string;
}

interface GridProps {
  label: string;
  matrix: MatrixModel;
  chosen: MistakesSearch;
  /** A cell in words. */
  words: (place: Place) => string;
  onLook: (place: Place | undefined) => void;
  onChoose: (place: Place) => void;
}

/** The cells. The pointer or the arrow keys go through them; Enter and a click open the texts behind one. */
export function Grid({ label, matrix, chosen, words, onLook, onChoose }: GridProps) {
  const { classes, counts, totals } = matrix;
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const grid = useRef<HTMLDivElement>(null);
  const { side, named, figures } = sizeOf(classes.length);
  const placeAt = ([row, column]: readonly [number, number]): Place => ({
    actual: classes[row] ?? '',
    predicted: classes[column] ?? '',
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moveBy(event.key, at, classes.length - 1);
    const chooses = event.key === 'Enter' || event.key === ' ';
    if (!to && !chooses) return;
    event.preventDefault();
    if (chooses) onChoose(placeAt(at));
    if (to) grid.current?.querySelector<HTMLElement>(`[data-cell="${to.join(' ')}"]`)?.focus();
  };
  const tracks = `${named ? 'fit-content(150px)' : '1px'} repeat(${classes.length}, ${side}px)`;
  return (
    <div className="overflow-x-auto p-1">
      {/* biome-ignore lint/a11y/useSemanticElements: a table's cells cannot be squares of one size that shrink together */}
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        className="grid w-max gap-px outline-none"
        style={{ gridTemplateColumns: tracks }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onLook(undefined)}
        onPointerOver={(event) => {
          const cell = cellOf(event.target);
          onLook(cell && placeAt(cell));
        }}
        onFocus={(event) => {
          const cell = cellOf(event.target);
          if (!cell) return;
          setAt(cell);
          onLook(placeAt(cell));
        }}
        onClick={(event) => {
          const cell = cellOf(event.target);
          if (cell) onChoose(placeAt(cell));
        }}
      >
        <Heads classes={classes} named={named} />
        {classes.map((actual, row) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div key={actual} role="row" tabIndex={-1} className="contents">
            {/* biome-ignore lint/a11y/useSemanticElements: see above */}
            <div
              role="rowheader"
              tabIndex={-1}
              className={cx(
                'sticky left-0 z-10 flex min-w-0 items-center justify-end bg-surface text-muted text-xs',
                named && 'pr-2',
              )}
            >
              <span className={named ? 'truncate' : 'sr-only'}>{actual}</span>
            </div>
            {classes.map((predicted, column) => {
              const count = counts.get(keyOf(actual, predicted)) ?? 0;
              const part = count / Math.max(1, totals.get(actual) ?? 0);
              const here = at[0] === row && at[1] === column;
              const open = chosen.actual === actual && chosen.predicted === predicted;
              return (
                // biome-ignore lint/a11y/useSemanticElements: see above
                <div
                  key={predicted}
                  role="gridcell"
                  data-cell={`${row} ${column}`}
                  tabIndex={here ? 0 : -1}
                  aria-label={count > 0 || here ? words({ actual, predicted }) : undefined}
                  aria-selected={open}
                  className={cx(
                    'flex cursor-pointer items-center justify-center overflow-hidden rounded-[2px] text-xs tabular-nums focus-visible:relative focus-visible:z-20',
                    count === 0 && 'bg-sunken',
                    open && 'outline-2 outline-ink',
                  )}
                  style={{ height: side, ...heat(part, actual === predicted) }}
                >
                  {figures && count > 0 ? count : null}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The names of the columns, upright. */
function Heads({ classes, named }: { classes: readonly string[]; named: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="row" tabIndex={-1} className="contents">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="gridcell" tabIndex={-1} className="sticky left-0 bg-surface" />
      {classes.map((name) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        <div
          key={name}
          role="columnheader"
          tabIndex={-1}
          className="flex max-h-32 min-w-0 items-end justify-center overflow-hidden pb-1 text-muted text-xs"
        >
          {named ? (
            <span className="max-h-32 rotate-180 truncate [writing-mode:vertical-rl]">{name}</span>
          ) : (
            <span className="sr-only">{name}</span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Which cell an event happened in. */
function cellOf(target: EventTarget): readonly [number, number] | undefined {
  const cell = target instanceof Element ? target.closest('[data-cell]')?.getAttribute('data-cell') : null;
  const [row, column] = (cell ?? '').split(' ').map(Number);
  return row === undefined || column === undefined ? undefined : [row, column];
}

/** As large as it fits; names and figures only where they can be read. */
function sizeOf(classes: number): { side: number; named: boolean; figures: boolean } {
  const side = classes <= 12 ? 38 : classes <= 24 ? 28 : classes <= 48 ? 18 : 11;
  return { side, named: side >= 18, figures: side >= 28 };
}
