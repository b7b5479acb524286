import { useQuery } from '@tanstack/react-query';
import { Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { ListScreen } from '../../../parts/list-screen.tsx';
import { NamedSlug, useNamedSlug } from '../../../parts/named-slug.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { notify } from '../../../parts/toast.tsx';
import { When } from '../../../parts/when.tsx';
import { useMay } from '../../../shell/me.ts';
import { policiesRoute } from '../addresses.ts';
import { ModelsPage } from '../models-page.tsx';
import { CHECKS, type Policy } from './model.ts';
import { PolicyPanel } from './policy-panel.tsx';

/** What checks decide, by name: assistants and keys refer to these. */
export function Policies() {
  const { t, format } = useWords();
  const may = useMay();
  const { data, error, refetch } = useQuery({
    ...read('GET /api/guardrails/policies'),
    enabled: may('seeUsage'),
  });
  const state = policiesRoute.useSearch();
  const navigate = policiesRoute.useNavigate();
  const [creating, setCreating] = useState(false);
  const open = data?.data.find(({ slug }) => slug === state.open);
  const checksOf = ({ definition }: Policy) =>
    CHECKS.filter((check) => definition.rules.some((rule) => rule.check === check));
  const columns: Column<Policy>[] = [
    {
      key: 'name',
      head: t('common.name'),
      cell: ({ definition }) => definition.name,
      sort: ({ definition }) => definition.name,
    },
    {
      key: 'slug',
      head: t('settings.slug'),
      cell: ({ slug }) => <code className="font-mono text-muted text-xs">{slug}</code>,
      width: 170,
      card: 'bare',
    },
    {
      key: 'checks',
      head: t('gateway.checks'),
      cell: (policy) => format.list(checksOf(policy).map((check) => t(`gateway.check_${check}`))),
      width: 340,
      from: 'lg',
      card: 'bare',
    },
    {
      key: 'updated',
      head: t('common.updated'),
      cell: ({ updatedAt }) => <When at={updatedAt} />,
      sort: ({ updatedAt }) => updatedAt,
      width: 130,
      end: true,
      card: 'none',
    },
  ];
  const create = may('manageRoutes') && (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t('gateway.new_policy')}
    </Button>
  );
  const show = (slug: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, open: slug }) });
  return (
    <ModelsPage actions={data?.data.length ? create : undefined}>
      <ListScreen
        label={t('gateway.policies')}
        searchLabel={t('gateway.search_policies')}
        rows={data?.data}
        error={error}
        onRetry={() => void refetch()}
        columns={columns}
        rowKey={({ slug }) => slug}
        textOf={({ slug, definition }) => `${slug} ${definition.name}`}
        state={state}
        onState={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        link={({ slug }, props) => (
          <policiesRoute.Link search={(before) => ({ ...before, open: slug })} {...props} />
        )}
        empty={{
          icon: ShieldCheck,
          title: t('gateway.no_policies'),
          what: t('gateway.no_policies_what'),
          example: t('gateway.no_policies_example'),
          action: create,
        }}
        detail={open && <PolicyPanel key={open.slug} policy={open} onClose={() => show(undefined)} />}
      />
      {creating && <NewPolicy onClose={() => setCreating(false)} onMade={show} />}
    </ModelsPage>
  );
}

/** A new policy hides what identifies people; the rest is decided where it opens. */
function NewPolicy({ onClose, onMade }: { onClose: () => void; onMade: (slug: string) => void }) {
  const { t } = useWords();
  const named = useNamedSlug();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('gateway.new_policy')}
      description={t('gateway.new_policy_what')}
      submit={t('settings.create')}
      disabled={!named.complete}
      onSubmit={async () => {
        const { slug, name } = named;
        const rules = [{ check: 'pii' as const, where: ['input' as const], action: 'redact' as const }];
        const definition = { name: name.trim(), pseudonyms: true, rules: rules.map(withDefaults) };
        await api('POST /api/guardrails/policies', { body: { slug, definition } });
        await changed('GET /api/guardrails/policies');
        notify(t('gateway.policy_saved'));
        onMade(slug);
      }}
    >
      <NamedSlug value={named} hint={t('gateway.policy_slug_hint')} />
    </FormDialog>
  );
}

function withDefaults<Rule>(rule: Rule) {
  return { ...rule, onFailure: 'closed' as const, timeoutMs: 2_000 };
}
