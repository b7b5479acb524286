import { useNavigate } from '@tanstack/react-router';
import { Download, Ellipsis, Hammer, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, pathOf } from '../../../client/api.ts';
import { download } from '../../../client/download.ts';
import { changed } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { IconButton } from '../../../parts/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../../parts/menu.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useToldTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { building, type SetVersion, SPLITS, type Split, type TrainingSet } from '../model.ts';
import { TuneButton } from '../tune/tune-button.tsx';

/** What can be done with a training set: train, take it along, build it anew, end it. */
export function SetActions({ set, version }: { set: TrainingSet; version: SetVersion | undefined }) {
  const { t } = useWords();
  const may = useMay();
  const explain = useExplain();
  const navigate = useNavigate();
  const { busy, run } = useToldTask();
  const [asking, setAsking] = useState(false);
  const { slug, name, latest } = set;
  if (!may('tune')) return null;
  const ready = version?.status === 'ready' && version.erasedAt === null;
  const build = async () => {
    await api('POST /api/training-sets/{slug}/versions', { params: { slug } }).finally(setChanged);
    await navigate({ to: '/models/training-sets/$slug', params: { slug } });
  };
  const take = (split: Split) => {
    const number = version?.number ?? 1;
    const path = pathOf('GET /api/training-sets/{slug}/versions/{number}/jsonl', {
      params: { slug, number },
      query: { split },
    });
    download(path, `${slug}-${number}-${split}.jsonl`).catch((error: unknown) =>
      notify(explain(error).what, { failed: true }),
    );
  };
  return (
    <>
      {ready && (
        <Menu
          trigger={
            <Button icon={Download} aria-label={t('tuning.download')}>
              <span className="max-sm:sr-only">{t('tuning.download')}</span>
            </Button>
          }
        >
          {SPLITS.map((split) => (
            <MenuItem key={split} icon={Download} onSelect={() => take(split)}>
              {t('tuning.download_split', { split: t(`tuning.split_${split}`) })}
            </MenuItem>
          ))}
        </Menu>
      )}
      {ready && <TuneButton from={{ kind: 'set', slug, version: version?.number }} />}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem
          icon={Hammer}
          disabled={busy || (latest !== null && building(latest))}
          onSelect={() => void run(build)}
        >
          {t('tuning.build_again')}
        </MenuItem>
        <MenuItem
          icon={Pencil}
          onSelect={() => void navigate({ to: '/models/training-sets/$slug/edit', params: { slug } })}
        >
          {t('tuning.change_recipe')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {t('tuning.delete_set')}
        </MenuItem>
      </Menu>
      <FormDialog
        open={asking}
        danger
        onClose={() => setAsking(false)}
        title={t('tuning.delete_title', { name })}
        description={t('tuning.delete_what')}
        submit={t('tuning.delete_set')}
        onSubmit={async () => {
          await api('DELETE /api/training-sets/{slug}', { params: { slug } });
          await navigate({ to: '/models/training-sets' });
          void setChanged();
          void changed('GET /api/tuned-models', 'GET /api/tuned-models/{id}');
          notify(t('tuning.deleted', { name }));
          return 'left';
        }}
      />
    </>
  );
}

function setChanged(): Promise<void> {
  return changed(
    'GET /api/training-sets',
    'GET /api/training-sets/{slug}',
    'GET /api/training-sets/{slug}/versions/{number}',
  );
}
