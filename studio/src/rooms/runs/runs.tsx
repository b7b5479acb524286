import { useWords } from '../../i18n/words.ts';
import { Page } from '../../parts/page.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { runsRoute } from './addresses.ts';
import { RunList } from './run-list.tsx';
import { RunPanel } from './run-panel.tsx';

/** What was asked and what became of it, with the story of one run beside the list. */
export function Runs() {
  const { t } = useWords();
  const { run, view } = runsRoute.useSearch();
  const navigate = runsRoute.useNavigate();
  return (
    <Page title={t('shell.runs')}>
      <SplitView
        detail={
          run && (
            <RunPanel
              key={run}
              id={run}
              raw={view === 'json'}
              onRaw={(raw) =>
                void navigate({
                  search: (before) => ({ ...before, view: raw ? 'json' : undefined }),
                  replace: true,
                })
              }
              onClose={() =>
                void navigate({ search: (before) => ({ ...before, run: undefined, view: undefined }) })
              }
            />
          )
        }
      >
        <RunList />
      </SplitView>
    </Page>
  );
}
