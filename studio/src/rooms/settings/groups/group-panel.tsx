import { useQuery } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import type { ItemOf } from '../../../client/endpoints.ts';
import { changed, read } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { Detail, Section } from '../../../parts/split-view.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { AddToGroup } from './add-to-group.tsx';

export type Group = ItemOf<'GET /api/groups'>;
type Member = ItemOf<'GET /api/members'>;

/** A group and who is in it. */
export function GroupPanel({ group, onClose }: { group: Group; onClose: () => void }) {
  const { t } = useWords();
  const may = useMay();
  const explain = useExplain();
  const { data, error, refetch } = useQuery(read('GET /api/members'));
  const [deleting, setDeleting] = useState(false);
  const { id, name } = group;
  const manages = may('managePeople');
  const inside = data?.data.filter((member) => member.groupIds.includes(id));
  const outside = data?.data.filter((member) => !member.groupIds.includes(id)) ?? [];
  const put = (member: Member, groupIds: string[]) =>
    api('PATCH /api/members/{id}', { params: { id: member.id }, body: { groupIds } }).then(
      () => changed('GET /api/members', 'GET /api/groups', 'GET /api/me'),
      (thrown) => notify(explain(thrown).what),
    );
  return (
    <Detail title={name} kind={<code className="font-mono">{group.slug}</code>} onClose={onClose}>
      <Section title={t('settings.members')}>
        {error && <ErrorPage error={error} onRetry={() => void refetch()} />}
        {!error && !inside && <SkeletonRows rows={3} />}
        {inside?.length === 0 && <p className="text-muted">{t('settings.group_empty')}</p>}
        <ul>
          {inside?.map((member) => (
            <li
              key={member.id}
              className="flex min-h-9 items-center gap-2 border-line border-b last:border-0"
            >
              <span className="min-w-0 flex-1 truncate">
                {member.name} <span className="text-muted">{member.email}</span>
              </span>
              {manages && (
                <IconButton
                  small
                  icon={UserMinus}
                  label={t('settings.take_out', { name: member.name })}
                  onClick={() =>
                    void put(
                      member,
                      member.groupIds.filter((other) => other !== id),
                    )
                  }
                />
              )}
            </li>
          ))}
        </ul>
        {manages && outside.length > 0 && (
          <AddToGroup people={outside} onAdd={(member) => put(member, [...member.groupIds, id])} />
        )}
      </Section>
      {manages && (
        <Section title={t('settings.for_good')}>
          <p className="mb-3 text-muted">{t('settings.delete_group_what')}</p>
          <Button look="danger" onClick={() => setDeleting(true)}>
            {t('settings.delete_group')}
          </Button>
        </Section>
      )}
      <FormDialog
        open={deleting}
        danger
        onClose={() => setDeleting(false)}
        title={t('settings.delete_title', { name })}
        description={t('settings.delete_group_what')}
        submit={t('settings.delete_group')}
        onSubmit={async () => {
          await api('DELETE /api/groups/{id}', { params: { id } });
          onClose();
          notify(t('settings.deleted', { name }));
          void changed('GET /api/groups', 'GET /api/members', 'GET /api/me', 'GET /api/collections');
        }}
      />
    </Detail>
  );
}
