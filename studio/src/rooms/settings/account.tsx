import { setLanguage } from '../../i18n/language.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { useWords } from '../../i18n/words.ts';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Field } from '../../parts/field.tsx';
import { Select } from '../../parts/inputs.tsx';
import { Panel, SettingsBody } from '../../parts/panel.tsx';
import { useMe } from '../../shell/me.ts';
import { setTheme, THEMES, useTheme } from '../../shell/theme.ts';
import { ChangePassword } from './change-password.tsx';
import { SettingsPage } from './settings-page.tsx';

/** The own account: who one is here, how it looks, and the password. */
export function Account() {
  const { t, format } = useWords();
  const { name, email, role, groups, workspaces } = useMe();
  return (
    <SettingsPage part="account">
      <SettingsBody>
        <Panel title={t('settings.profile')} what={t('settings.profile_what')}>
          <Facts>
            <Fact name={t('common.name')}>{name}</Fact>
            {email && <Fact name={t('settings.email')}>{email}</Fact>}
            <Fact name={t('settings.role')}>
              {t(`roles.${role}`)}
              <span className="block text-muted text-xs">{t(`settings.role_${role}`)}</span>
            </Fact>
            <Fact name={t('settings.groups')}>
              {format.list(groups.map((group) => group.name)) || t('settings.none')}
            </Fact>
            {workspaces.length > 1 && (
              <Fact name={t('shell.workspaces')}>
                {format.list(workspaces.map(({ workspace }) => workspace.name))}
              </Fact>
            )}
          </Facts>
        </Panel>
        <Panel title={t('settings.look')} what={t('settings.look_what')}>
          <Look />
        </Panel>
        <Panel title={t('settings.password')} what={t('settings.password_what')}>
          <ChangePassword />
        </Panel>
      </SettingsBody>
    </SettingsPage>
  );
}

function Look() {
  const { t, language } = useWords();
  const theme = useTheme();
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('shell.language')}>
        {(control) => (
          <Select
            {...control}
            value={language}
            onChange={(event) => void setLanguage(event.target.value === 'zh' ? 'zh' : 'en')}
          >
            {(Object.keys(LANGUAGES) as Language[]).map((one) => (
              <option key={one} value={one}>
                {LANGUAGES[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('shell.theme')}>
        {(control) => (
          <Select
            {...control}
            value={theme}
            onChange={(event) => setTheme(THEMES.find((one) => one === event.target.value) ?? 'system')}
          >
            {THEMES.map((one) => (
              <option key={one} value={one}>
                {t(`shell.theme_${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
