import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Ellipsis, ListTree, SquarePen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../client/api.ts';
import { changed } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { SplitView } from '../../parts/split-view.tsx';
import { notify } from '../../parts/toast.tsx';
import { useMay } from '../../shell/me.ts';
import type { Source } from '../chat/citations.ts';
import { PassagePanel } from '../chat/passage-panel.tsx';
import { useChat } from '../chat/use-chat.ts';
import { AskPanel } from './ask-panel.tsx';
import { AssistantPage } from './assistant-page.tsx';

const route = getRouteApi('/shell/assistants/$slug');

/** Asking an assistant, with the cited passage beside the answer. */
export function AssistantChat() {
  const { slug } = route.useParams();
  // Another assistant is another conversation, with no passage open.
  return <Asking key={slug} slug={slug} />;
}

function Asking({ slug }: { slug: string }) {
  const { t } = useWords();
  const { chat, turns } = useChat(slug);
  const [source, setSource] = useState<Source>();
  return (
    <AssistantPage
      slug={slug}
      actions={(app) => (
        <>
          {turns.length > 0 && (
            <Button
              icon={SquarePen}
              onClick={() => {
                setSource(undefined);
                chat.clear();
              }}
            >
              <span className="max-sm:sr-only">{t('chat.new')}</span>
            </Button>
          )}
          <AssistantMenu slug={slug} name={app.name} runs={app.runs} />
        </>
      )}
    >
      {(app) => (
        <SplitView detail={source && <PassagePanel source={source} onClose={() => setSource(undefined)} />}>
          <AskPanel app={app} chat={chat} onOpen={setSource} />
        </SplitView>
      )}
    </AssistantPage>
  );
}

function AssistantMenu({ slug, name, runs }: { slug: string; name: string; runs: number }) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={ListTree} onSelect={() => void navigate({ to: '/runs', search: { app: slug } })}>
          {t('assistants.see_runs')}
        </MenuItem>
        {may('buildAssistants') && (
          <MenuItem icon={Trash2} danger onSelect={() => setDeleting(true)}>
            {t('assistants.delete')}
          </MenuItem>
        )}
      </Menu>
      <FormDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={t('assistants.delete_title', { name })}
        description={t('assistants.delete_what', { count: runs })}
        submit={t('assistants.delete')}
        danger
        onSubmit={async () => {
          await api('DELETE /api/apps/{slug}', { params: { slug } });
          await navigate({ to: '/assistants' });
          notify(t('assistants.deleted', { name }));
          void changed('GET /api/apps');
        }}
      />
    </>
  );
}
