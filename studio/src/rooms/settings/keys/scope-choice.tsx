import { SCOPES, type Scope } from '../../../client/endpoints.ts';
import { useWords } from '../../../i18n/words.ts';
import { Checkbox } from '../../../parts/choices.tsx';
import { FieldSet } from '../../../parts/field.tsx';

const NAMES = {
  models: 'settings.scope_models',
  'apps:read': 'settings.scope_apps_read',
  'apps:write': 'settings.scope_apps_write',
  'knowledge:read': 'settings.scope_knowledge_read',
  'knowledge:write': 'settings.scope_knowledge_write',
  'runs:read': 'settings.scope_runs_read',
  'runs:write': 'settings.scope_runs_write',
  'workspace:read': 'settings.scope_workspace_read',
  'workspace:write': 'settings.scope_workspace_write',
} as const satisfies Record<Scope, string>;

/** The key of a scope's name in the catalogue. */
export function scopeName(scope: Scope): (typeof NAMES)[Scope] {
  return NAMES[scope];
}

interface ScopeChoiceProps {
  value: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
}

export function ScopeChoice({ value, onChange }: ScopeChoiceProps) {
  const { t } = useWords();
  return (
    <FieldSet legend={t('settings.scopes')} hint={t('settings.scopes_hint')}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={t(scopeName(scope))}
            hint={<code className="font-mono">{scope}</code>}
            checked={value.includes(scope)}
            onChange={(checked) =>
              onChange(SCOPES.filter((one) => (one === scope ? checked : value.includes(one))))
            }
          />
        ))}
      </div>
    </FieldSet>
  );
}
