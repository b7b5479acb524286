import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound, Keyboard, LogOut, UserRoundCog } from 'lucide-react';
import { setLanguage } from '../i18n/language.ts';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { useWords } from '../i18n/words.ts';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../parts/menu.tsx';
import { useMe } from './me.ts';
import { show } from './overlays.ts';
import { signOut } from './sign-out.ts';
import { setTheme, THEMES, useTheme } from './theme.ts';

const OPTIONS = (Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: LANGUAGES[value] }));

/** The person: account, look and language of this browser, and the way out. */
export function AccountMenu({ compact }: { compact?: boolean }) {
  const { t, language } = useWords();
  const me = useMe();
  const theme = useTheme();
  const navigate = useNavigate();
  return (
    <Menu
      align={compact ? 'end' : 'start'}
      trigger={
        <button
          type="button"
          aria-label={compact ? t('shell.account_of', { name: me.name }) : undefined}
          className="flex min-h-9 min-w-0 items-center gap-2 rounded-md px-2 py-1 text-left text-muted hover:bg-hover hover:text-ink"
        >
          <CircleUserRound className="size-5 shrink-0" aria-hidden />
          {!compact && (
            <span className="min-w-0 max-lg:sr-only">
              <span className="block truncate text-ink">{me.name}</span>
              <span className="block truncate text-xs">{t(`roles.${me.role}`)}</span>
            </span>
          )}
        </button>
      }
    >
      <MenuItem icon={UserRoundCog} onSelect={() => void navigate({ to: '/settings/account' })}>
        {t('shell.my_account')}
      </MenuItem>
      <MenuItem icon={Keyboard} onSelect={() => show('shortcuts')}>
        {t('shell.shortcuts')}
      </MenuItem>
      <MenuLine />
      <MenuChoice
        label={t('shell.theme')}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
        onChange={setTheme}
      />
      <MenuLine />
      <MenuChoice
        label={t('shell.language')}
        value={language}
        options={OPTIONS}
        onChange={(next) => void setLanguage(next)}
      />
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        {t('shell.sign_out')}
      </MenuItem>
    </Menu>
  );
}
