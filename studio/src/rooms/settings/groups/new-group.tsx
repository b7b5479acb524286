import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { NamedSlug, useNamedSlug } from '../../../parts/named-slug.tsx';
import { groupsRoute } from '../addresses.ts';

/** Makes a group and opens it, where its members are chosen. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = groupsRoute.useNavigate();
  const value = useNamedSlug();
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('settings.new_group')}
      submit={t('settings.create')}
      disabled={!value.complete}
      onSubmit={async () => {
        const { name, slug } = value;
        const { id } = await api('POST /api/groups', { body: { name, slug } });
        await changed('GET /api/groups');
        await navigate({ search: (before) => ({ ...before, open: id }) });
      }}
    >
      <NamedSlug value={value} hint={t('settings.group_slug_hint')} />
    </FormDialog>
  );
}
