import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { cx } from '../../../parts/cx.ts';
import { COLUMNS, type Example, type Item } from '../model.ts';
import { GridCell } from './grid-cell.tsx';
import { useGrid } from './use-grid.ts';

const ROW = 36;
const HEAD = 32;
/** Wide enough to be read; a narrower place scrolls sideways. */
const TRACKS =
  'grid grid-cols-[56px_minmax(220px,2.4fr)_minmax(160px,1.6fr)_minmax(140px,1.2fr)_112px_minmax(96px,0.7fr)_minmax(130px,1fr)] min-w-[960px]';

interface ExampleGridProps {
  label: string;
  examples: readonly Example[];
  /** The example that is open beside the grid. */
  selected: string | undefined;
  editable: boolean;
  onSave: (example: Example, item: Item) => void;
  onOpen: (example: Example) => void;
  onEnd: () => void;
}

/** Examples as a grid that people edit in place, by mouse or by keyboard alone. Only what is in view is drawn. */
export function ExampleGrid(props: ExampleGridProps) {
  const { label, examples, selected, editable, onSave, onOpen, onEnd } = props;
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: examples.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollPaddingStart: HEAD,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= examples.length - 100) onEnd();
  }, [last, examples.length, onEnd]);
  const grid = useGrid({ examples, editable, scroller, reveal: virtual.scrollToIndex, onSave, onOpen });
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one */}
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={examples.length + 1}
        aria-colcount={COLUMNS.length + 1}
        aria-readonly={!editable}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className="sticky top-0 z-20 min-w-[960px]">
          <Head />
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className="relative min-w-[960px]" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const example = examples[index];
            if (!example) return null;
            const open = example.id === selected;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <div
                // The place, not the id: a changed example gets another id and must not lose the focus.
                key={index}
                role="row"
                tabIndex={-1}
                aria-rowindex={index + 2}
                aria-selected={open}
                style={{ top: start }}
                className={cx(
                  TRACKS,
                  'absolute inset-x-0 h-9 outline-none',
                  open ? 'bg-accent-soft' : 'hover:bg-hover',
                  grid.editingRow === index && 'z-10',
                )}
              >
                <GridCell grid={grid} row={index} column={-1}>
                  <span className="text-faint text-xs tabular-nums">
                    <span className="sr-only">{t('datasets.row')} </span>
                    {index + 1}
                  </span>
                </GridCell>
                {COLUMNS.map((column, i) => (
                  <GridCell key={column} grid={grid} row={index} column={i}>
                    <Shown item={example.item} column={column} />
                  </GridCell>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head() {
  const { t } = useWords();
  const cell =
    'flex h-8 items-center truncate border-line border-b bg-ground px-2.5 text-muted text-xs first:pl-4 sm:first:pl-6';
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="row" tabIndex={-1} aria-rowindex={1} className={cx(TRACKS, 'outline-none')}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="columnheader" tabIndex={-1} className={cell}>
        <span className="sr-only">{t('datasets.row')}</span>
      </div>
      {COLUMNS.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        <div key={column} role="columnheader" tabIndex={-1} className={cell}>
          {t(`datasets.${column}`)}
        </div>
      ))}
    </div>
  );
}

function Shown({ item, column }: { item: Item; column: (typeof COLUMNS)[number] }): ReactNode {
  const { t } = useWords();
  switch (column) {
    case 'question':
      return item.question;
    case 'answer':
      return item.answer;
    case 'unanswerable':
      return item.unanswerable ? t('datasets.yes') : '';
    case 'passages':
      return <Passages passages={item.passages ?? []} />;
    default:
      return item[column]?.join(', ');
  }
}

function Passages({ passages }: { passages: NonNullable<Item['passages']> }) {
  const { t } = useWords();
  const [first] = passages;
  if (!first) return null;
  return (
    <>
      {first.document.split('/').at(-1)}
      {passages.length > 1 && (
        <span className="text-muted"> {t('datasets.and_more', { count: passages.length - 1 })}</span>
      )}
    </>
  );
}
