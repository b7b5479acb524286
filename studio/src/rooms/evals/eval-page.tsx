import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis, Play, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../client/api.ts';
import { changed, read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { Page } from '../../parts/page.tsx';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { TAB, Tabs } from '../../parts/tabs.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import { useGateWords } from './gate-words.ts';
import type { Eval } from './model.ts';
import { StartRun } from './start-run.tsx';

interface EvalPageProps {
  slug: string;
  /** The version that is to be measured: the dialog is open. */
  starting?: number;
  onStarted?: () => void;
  children: (one: Eval) => ReactNode;
}

/** What the screens of one eval have in common: its name, its gate in words, and the way to a new run. */
export function EvalPage({ slug, starting, onStarted, children }: EvalPageProps) {
  const { t } = useWords();
  const may = useMay();
  const [opened, setOpened] = useState(false);
  const { data: one, error, refetch } = useQuery(read('GET /api/evals/{slug}', { params: { slug } }));
  const close = () => {
    setOpened(false);
    onStarted?.();
  };
  return (
    <Page
      title={one?.name ?? slug}
      up={
        <Link to="/evals" className="hover:text-ink">
          {t('shell.evals')}
        </Link>
      }
      description={one && <Gate definition={one.definition} />}
      actions={
        one && (
          <>
            {may('curate') && (
              <Button look="primary" icon={Play} onClick={() => setOpened(true)}>
                {t('evals.start')}
              </Button>
            )}
            {may('deleteEvals') && <More slug={slug} name={one.name} />}
          </>
        )
      }
      tabs={
        <Tabs label={t('evals.parts')}>
          <Link
            to="/evals/$slug"
            params={{ slug }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={TAB}
          >
            {t('evals.runs')}
          </Link>
          <Link to="/evals/$slug/definition" params={{ slug }} className={TAB}>
            {t('evals.definition')}
          </Link>
        </Tabs>
      }
    >
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : one ? (
        children(one)
      ) : (
        <SkeletonRows />
      )}
      {one && (opened || starting !== undefined) && <StartRun one={one} version={starting} onClose={close} />}
    </Page>
  );
}

function Gate({ definition: { gate, graders } }: Pick<Eval, 'definition'>) {
  const { t, format } = useWords();
  const say = useGateWords();
  const rules = gate.criteria.map((criterion) => say.criterion(criterion, graders));
  return <>{t('evals.passes_when', { rules: format.list(rules) })}</>;
}

function More({ slug, name }: { slug: string; name: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {t('evals.delete')}
        </MenuItem>
      </Menu>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('evals.delete_title', { name })}
        description={t('evals.delete_what')}
        submit={t('evals.delete')}
        danger
        onSubmit={async () => {
          await api('DELETE /api/evals/{slug}', { params: { slug } });
          await navigate({ to: '/evals' });
          void changed('GET /api/evals', 'GET /api/home');
          notify(t('evals.deleted', { name }));
        }}
      />
    </>
  );
}
