import { Anchor, Download, Ellipsis, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { api, pathOf } from '../../client/api.ts';
import { download } from '../../client/download.ts';
import { useExplain } from '../../i18n/explain.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { notify } from '../../parts/toast.tsx';
import { useToldTask } from '../../parts/use-task.ts';
import type { Verified } from './model.ts';
import { VerifiedDialog } from './verified-dialog.tsx';

/** Checks the chain, and takes it, or its signed end, elsewhere. */
export function AuditActions() {
  const { t } = useWords();
  const explain = useExplain();
  const { busy, run } = useToldTask();
  const [verified, setVerified] = useState<Verified>();
  const failed = (error: unknown) => notify(explain(error).what, { failed: true });
  const verify = async () => setVerified(await api('POST /api/audit/verify', { body: {} }));
  const save = (at: 'GET /api/audit/export' | 'GET /api/audit/anchor', filename: string) =>
    void download(pathOf(at, {}), filename).catch(failed);
  return (
    <>
      <Button icon={ShieldCheck} busy={busy} onClick={() => void run(verify)}>
        {t('governance.verify')}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}>
        <MenuItem icon={Download} onSelect={() => save('GET /api/audit/export', 'audit.jsonl')}>
          {t('governance.export')}
        </MenuItem>
        <MenuItem icon={Anchor} onSelect={() => save('GET /api/audit/anchor', 'audit-anchor.json')}>
          {t('governance.anchor')}
        </MenuItem>
      </Menu>
      {verified && <VerifiedDialog first={verified} onClose={() => setVerified(undefined)} />}
    </>
  );
}
