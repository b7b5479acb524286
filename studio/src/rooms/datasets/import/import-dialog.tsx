import { useRef, useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { notify } from '../../../parts/toast.tsx';
import { datasetChanged } from '../model.ts';
import { ChooseFile } from './choose-file.tsx';
import { Mapping } from './mapping.tsx';
import { type Columns, IMPORT, type Imported } from './model.ts';
import { Preview } from './preview.tsx';

interface Chosen {
  filename: string;
  content: string;
}

/** Brings a file in: choose it, say which column is what, look at what would come, and import it. */
export function ImportDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen>();
  const [preview, setPreview] = useState<Imported>();
  const [mapping, setMapping] = useState<Columns>();
  const [error, setError] = useState<unknown>();
  // A second column is often chosen before the first one's preview is here; that answer then comes too late to count.
  const asked = useRef(0);
  const send = (file: Chosen, mapping: Columns | undefined, only: boolean) =>
    api(IMPORT, { params: { slug }, body: { ...file, mapping, preview: only } });
  const look = async (file: Chosen, columns?: Columns) => {
    asked.current += 1;
    const mine = asked.current;
    setError(undefined);
    setChosen(file);
    setMapping(columns);
    try {
      const shown = await send(file, columns, true);
      if (mine !== asked.current) return;
      setPreview(shown);
      setMapping(shown.mapping);
    } catch (thrown) {
      if (mine !== asked.current) return;
      setError(thrown);
      if (!columns) setChosen(undefined);
    }
  };
  const again = () => {
    asked.current += 1;
    setChosen(undefined);
    setPreview(undefined);
    setMapping(undefined);
    setError(undefined);
  };
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('datasets.import_title')}
      description={preview ? undefined : t('datasets.import_what')}
      submit={t('datasets.import_n', { count: preview?.added ?? 0 })}
      disabled={!chosen || !preview || preview.added === 0 || mapping !== preview.mapping}
      onSubmit={async () => {
        if (!chosen || !preview) return;
        const { added } = await send(chosen, preview.mapping, false);
        void changed('GET /api/datasets/{slug}/examples');
        void datasetChanged();
        notify(t('datasets.added', { count: added }));
      }}
    >
      {error !== undefined && <ErrorNote error={error} />}
      {!chosen ? (
        <ChooseFile onChoose={(file) => void look(file)} onError={setError} />
      ) : !preview ? (
        <SkeletonText />
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-3">
            <code className="min-w-0 truncate font-mono text-xs">{chosen.filename}</code>
            <Button small onClick={again}>
              {t('datasets.other_file')}
            </Button>
          </p>
          <Mapping
            columns={preview.columns}
            mapping={mapping ?? preview.mapping}
            onChange={(next) => void look(chosen, next)}
          />
          <Preview preview={preview} />
        </>
      )}
    </FormDialog>
  );
}
