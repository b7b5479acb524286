import { getRouteApi } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import type { AssistantDefinition, Result } from '../../client/endpoints.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorPage } from '../../parts/error-note.tsx';
import { SkeletonText } from '../../parts/skeleton.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { useUnloadWarning } from '../../parts/use-unload-warning.ts';
import { AssistantPage } from '../assistants/assistant-page.tsx';
import { useVersions } from '../assistants/version.ts';
import { Editor } from './editor.tsx';
import { SaveBar } from './save-bar.tsx';
import { TryPanel } from './try-panel.tsx';
import { useDraft } from './use-draft.ts';
import { useSave } from './use-save.ts';

const route = getRouteApi('/shell/assistants/$slug/edit');

/** Changing an assistant: what is saved becomes its next version. */
export function EditAssistant() {
  const { slug } = route.useParams();
  const { data, error, refetch } = useVersions(slug);
  const latest = data?.[0];
  if (error || !latest) {
    return (
      <AssistantPage slug={slug}>
        {() =>
          error ? <ErrorPage error={error} onRetry={() => void refetch()} /> : <SkeletonText lines={10} />
        }
      </AssistantPage>
    );
  }
  return <Loaded key={slug} slug={slug} initial={latest.definition} version={latest.number} />;
}

interface LoadedProps {
  slug: string;
  initial: AssistantDefinition;
  version: number;
}

function Loaded({ slug, initial, version }: LoadedProps) {
  const { t } = useWords();
  const draft = useDraft({ name: slug, initial, version });
  const { save, busy, error } = useSave(draft, { blocked: draft.definition.slug !== slug });
  useUnloadWarning(draft.dirty);
  const [trying, setTrying] = useState(() => matchMedia('(min-width: 1024px)').matches);
  return (
    <AssistantPage
      slug={slug}
      actions={() => (
        <>
          {!trying && (
            <Button icon={MessagesSquare} onClick={() => setTrying(true)}>
              <span className="max-sm:sr-only">{t('editor.try')}</span>
            </Button>
          )}
          <SaveBar draft={draft} busy={busy} onSave={save} label={t('common.save')} />
        </>
      )}
    >
      {(app: Result<'GET /api/apps/{slug}'>) => (
        <SplitView
          detail={
            trying && (
              <TryPanel
                slug={slug}
                name={app.name}
                starters={app.starters}
                version={Math.max(version, app.latestVersion)}
                dirty={draft.dirty}
                onClose={() => setTrying(false)}
              />
            )
          }
        >
          <Editor draft={draft} error={error} fixedSlug={slug} />
        </SplitView>
      )}
    </AssistantPage>
  );
}
