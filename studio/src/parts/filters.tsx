import { ChevronDown, Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { buttonClass } from './button.tsx';
import { cx } from './cx.ts';
import { useHotkey } from './hotkeys.ts';
import { Menu, MenuChoice } from './menu.tsx';

/** The row of filters above a list. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 sm:px-6">{children}</div>
  );
}

interface SearchBoxProps {
  label: string;
  value: string;
  /** The screen is about this search: typing can begin at once. */
  first?: boolean;
  onChange: (value: string) => void;
}

/** Finds in a list; `/` comes here. What is typed is handed on when the typing rests. */
export function SearchBox({ label, value, first, onChange }: SearchBoxProps) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => latest.current(text), 180);
    return () => clearTimeout(timer);
  }, [text, value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the screen opens
  useEffect(() => {
    if (first) box.current?.focus();
  }, []);
  useHotkey('/', () => box.current?.focus());
  return (
    <div className="relative min-w-40 max-w-80 flex-1">
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" aria-hidden />
      <input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="h-8 w-full rounded-md border border-edge bg-surface pr-8 pl-8 text-sm hover:border-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {text && (
        <button
          type="button"
          aria-label={t('common.clear')}
          className="absolute top-1.5 right-1.5 flex size-5 items-center justify-center rounded-sm text-faint hover:text-ink"
          onClick={() => {
            setText('');
            latest.current('');
          }}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  );
}

interface FilterProps<Value extends string> {
  label: string;
  /** Undefined: not filtered. */
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}

const ALL = '';

/** One filter: its name, what is chosen, and the choices. */
export function Filter<Value extends string>({ label, value, options, onChange }: FilterProps<Value>) {
  const { t } = useWords();
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={cx(
            buttonClass(),
            'max-w-60 font-normal!',
            chosen && 'border-accent bg-accent-soft hover:bg-accent-soft',
          )}
        >
          <span className="truncate">
            {label}
            {chosen && <strong className="ml-1">{chosen.label}</strong>}
          </span>
          <ChevronDown className="size-3.5 shrink-0 text-faint" aria-hidden />
        </button>
      }
    >
      <MenuChoice<Value | typeof ALL>
        label={label}
        value={value ?? ALL}
        options={[{ value: ALL, label: t('common.all') }, ...options]}
        onChange={(next) => onChange(next === ALL ? undefined : next)}
      />
    </Menu>
  );
}
