import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis, Eraser, FlaskConical, Trash2, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { RouteDefinition } from '../../../client/endpoints.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useHotkey } from '../../../parts/hotkeys.ts';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Menu, MenuItem } from '../../../parts/menu.tsx';
import { Page } from '../../../parts/page.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { SplitView } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useUnloadWarning } from '../../../parts/use-unload-warning.ts';
import { useMay } from '../../../shell/me.ts';
import { routeRoute } from '../addresses.ts';
import { definitionOf, isComplete, NEW_ROUTE } from './definition.ts';
import { RouteEditor } from './route-editor.tsx';
import { TryRoute } from './try-route.tsx';
import { useRouteDraft } from './use-route-draft.ts';

export function NewRoute() {
  return <Editing initial={NEW_ROUTE} />;
}

export function EditRoute() {
  const { t } = useWords();
  const { slug } = routeRoute.useParams();
  const may = useMay();
  const { data, error, refetch } = useQuery({ ...read('GET /api/routes'), enabled: may('seeUsage') });
  const route = data?.data.find((one) => one.slug === slug);
  if (route) return <Editing key={slug} slug={slug} initial={definitionOf(route)} />;
  return (
    <Page title={slug} up={<Up />}>
      {error ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : data || !may('seeUsage') ? (
        <Empty icon={Waypoints} title={t('shell.missing')}>
          {t('shell.missing_why')}
        </Empty>
      ) : (
        <SkeletonText lines={12} />
      )}
    </Page>
  );
}

function Up() {
  const { t } = useWords();
  return (
    <Link to="/models/routes" className="hover:text-ink">
      {t('gateway.routes')}
    </Link>
  );
}

/** A route's rules on the left; on the right, whom they would send where. */
function Editing({ slug, initial }: { slug?: string; initial: RouteDefinition }) {
  const { t } = useWords();
  const manages = useMay()('manageRoutes');
  const navigate = useNavigate();
  const draft = useRouteDraft(initial);
  const { save, busy, error } = useSave(slug, draft);
  const [trying, setTrying] = useState(() => slug !== undefined && matchMedia('(min-width: 1024px)').matches);
  const [removing, setRemoving] = useState(false);
  const [emptying, setEmptying] = useState(false);
  useUnloadWarning(draft.dirty);
  useHotkey('mod s', save);
  return (
    <Page
      title={slug ?? t('gateway.new_route')}
      up={<Up />}
      actions={
        <>
          {slug !== undefined && !trying && (
            <Button icon={FlaskConical} onClick={() => setTrying(true)}>
              {t('gateway.try')}
            </Button>
          )}
          {manages && (
            <Button
              look="primary"
              busy={busy}
              disabled={!draft.dirty || draft.broken !== undefined || !isComplete(draft.definition)}
              onClick={save}
            >
              {t('common.save')}
            </Button>
          )}
          {manages && slug !== undefined && (
            <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
              {initial.cache && (
                <MenuItem icon={Eraser} onSelect={() => setEmptying(true)}>
                  {t('gateway.empty_cache')}
                </MenuItem>
              )}
              <MenuItem icon={Trash2} danger onSelect={() => setRemoving(true)}>
                {t('gateway.remove_route')}
              </MenuItem>
            </Menu>
          )}
        </>
      }
    >
      <SplitView
        detail={
          trying &&
          slug !== undefined && (
            <TryRoute
              slug={slug}
              rules={initial.rules}
              dirty={draft.dirty}
              onClose={() => setTrying(false)}
            />
          )
        }
      >
        <RouteEditor draft={draft} error={error} fixedSlug={slug} readOnly={!manages} />
      </SplitView>
      <FormDialog
        open={emptying}
        onClose={() => setEmptying(false)}
        title={t('gateway.empty_cache_title', { slug: slug ?? '' })}
        description={t('gateway.empty_cache_what')}
        submit={t('gateway.empty_cache')}
        onSubmit={async () => {
          const { removed } = await api('DELETE /api/routes/{slug}/cache', { params: { slug: slug ?? '' } });
          notify(t('gateway.cache_emptied', { count: removed }));
        }}
      />
      <FormDialog
        open={removing}
        danger
        onClose={() => setRemoving(false)}
        title={t('gateway.remove_title', { name: slug ?? '' })}
        description={t('gateway.remove_route_what', { slug: slug ?? '' })}
        submit={t('gateway.remove_route')}
        onSubmit={async () => {
          await api('DELETE /api/routes/{slug}', { params: { slug: slug ?? '' } });
          notify(t('gateway.removed', { name: slug ?? '' }));
          await navigate({ to: '/models/routes' });
          void changed('GET /api/routes', 'GET /v1/models');
        }}
      />
    </Page>
  );
}

function useSave(slug: string | undefined, draft: ReturnType<typeof useRouteDraft>) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { busy, error, run } = useTask();
  const put = async () => {
    const { slug: name, ...body } = draft.definition;
    const route = await api('PUT /api/routes/{slug}', { params: { slug: slug ?? name }, body });
    draft.saved(definitionOf(route));
    await changed('GET /api/routes', 'GET /v1/models');
    notify(t('gateway.route_saved', { slug: route.slug }));
    if (slug === undefined) await navigate({ to: '/models/routes/$slug', params: { slug: route.slug } });
  };
  const save = () => {
    if (draft.dirty && !draft.broken && isComplete(draft.definition)) void run(put);
  };
  return { save, busy, error };
}
