import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { Veil } from '../parts/dialog.tsx';
import { Kbd } from '../parts/kbd.tsx';
import { useReturnFocus } from '../parts/return-focus.ts';
import { show } from './overlays.ts';
import { type Item, usePaletteItems } from './palette-items.ts';

/** One search for everything: go to, open, create, ask. */
export default function Palette() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const returnFocus = useReturnFocus(true);
  const groups = usePaletteItems(text.trim());
  const values = groups.flatMap(({ id, items }) => items.map((item) => rowValue(id, item)));
  // The first row is current until another is chosen: rows that load later may come to stand above it, and Enter
  // would take one that the eye no longer sees on top.
  const [first = ''] = values;
  const [chosen, setChosen] = useState<string>();
  const current = chosen !== undefined && values.includes(chosen) ? chosen : first;
  return (
    <Radix.Root open onOpenChange={(open) => !open && show(undefined)}>
      <Radix.Portal>
        <Veil />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="appear fixed top-[12vh] left-1/2 z-40 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-surface shadow-pop outline-none"
        >
          <Radix.Title className="sr-only">{t('palette.title')}</Radix.Title>
          <Command
            label={t('palette.title')}
            value={current}
            onValueChange={(value) => setChosen(value === first ? undefined : value)}
            shouldFilter={false}
            loop
            vimBindings={false}
          >
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search className="size-4 shrink-0 text-faint" aria-hidden />
              <Command.Input
                value={text}
                onValueChange={(typed) => {
                  setText(typed);
                  setChosen(undefined);
                }}
                placeholder={t('palette.placeholder')}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
              />
            </div>
            <Command.List label={t('palette.results')} className="max-h-[52vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                {t('palette.nothing')}
              </Command.Empty>
              {groups.map(({ id, label, items }) => (
                <Command.Group
                  key={id}
                  heading={label}
                  className="pb-1.5 last:pb-0 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
                >
                  {items.map((item) => (
                    <Row key={item.id} value={rowValue(id, item)} item={item} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            <Help />
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function rowValue(group: string, item: Item): string {
  return `${group} ${item.id}`;
}

function Row({ value, item }: { value: string; item: Item }) {
  const { label, icon: Icon, keys, run } = item;
  return (
    <Command.Item
      value={value}
      onSelect={() => {
        show(undefined);
        run();
      }}
      className="flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys && <Kbd keys={keys} />}
    </Command.Item>
  );
}

/** Which keys do what, for those who have a keyboard. */
function Help() {
  const { t } = useWords();
  const hints = [
    ['↑ ↓', t('palette.move')],
    ['↵', t('palette.choose')],
    ['Esc', t('palette.leave')],
  ] as const;
  return (
    <div className="flex gap-4 border-line border-t px-4 py-2 text-muted text-xs max-sm:hidden">
      {hints.map(([keys, does]) => (
        <span key={keys} className="flex items-center gap-1.5">
          <Kbd keys={keys} />
          {does}
        </span>
      ))}
    </div>
  );
}
