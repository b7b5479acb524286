import { useWords } from '../i18n/words.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Kbd } from '../parts/kbd.tsx';
import { show } from './overlays.ts';
import { useRooms } from './rooms.ts';

/** What the keyboard can do. */
export default function Shortcuts() {
  const { t } = useWords();
  const rows: [keys: string, does: string][] = [
    ['mod k', t('shell.key_palette')],
    ...useRooms().map(({ id, keys }): [string, string] => [
      keys,
      t('shell.key_go', { room: t(`shell.${id}`) }),
    ]),
    ['/', t('shell.key_filter')],
    ['j', t('shell.key_down')],
    ['k', t('shell.key_up')],
    ['Enter', t('shell.key_open')],
    ['Esc', t('shell.key_close')],
    ['?', t('shell.key_help')],
  ];
  return (
    <Dialog open onClose={() => show(undefined)} title={t('shell.shortcuts')}>
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 pt-2">
        {rows.map(([keys, does]) => (
          <div key={keys} className="contents">
            <dt>{does}</dt>
            <dd className="text-right">
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
