import { ChevronsUpDown } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { Menu, MenuChoice } from '../parts/menu.tsx';
import { useMe } from './me.ts';
import { switchWorkspace } from './sign-out.ts';

/** The workspace's name; a choice when the person has several. */
export function WorkspaceMenu() {
  const { t } = useWords();
  const { workspace, workspaces } = useMe();
  const sign = (
    <span
      aria-hidden
      className="flex size-6 shrink-0 items-center justify-center rounded-sm bg-accent font-strong text-on-accent text-xs"
    >
      {[...workspace.name][0]?.toUpperCase()}
    </span>
  );
  const name = <span className="min-w-0 truncate font-strong sm:max-lg:hidden">{workspace.name}</span>;
  const row = 'mb-1 flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left';
  if (workspaces.length < 2) {
    return (
      <div className={row}>
        {sign}
        {name}
      </div>
    );
  }
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={`${row} hover:bg-hover`}
          aria-label={t('shell.workspace_is', { name: workspace.name })}
        >
          {sign}
          {name}
          <ChevronsUpDown className="ml-auto size-4 shrink-0 text-faint max-lg:hidden" aria-hidden />
        </button>
      }
    >
      <MenuChoice
        label={t('shell.workspaces')}
        value={workspace.slug}
        options={workspaces.map((one) => ({ value: one.workspace.slug, label: one.workspace.name }))}
        onChange={switchWorkspace}
      />
    </Menu>
  );
}
