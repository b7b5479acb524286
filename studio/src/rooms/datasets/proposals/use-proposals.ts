import { useQuery } from '@tanstack/react-query';
import { api } from '../../../client/api.ts';
import { changed, queryClient, read } from '../../../client/query.ts';
import { useExplain } from '../../../i18n/explain.ts';
import { useWords } from '../../../i18n/words.ts';
import { notify } from '../../../parts/toast.tsx';
import { useMay } from '../../../shell/me.ts';
import { datasetChanged, type Item, type Proposal } from '../model.ts';

/** What production proposes: for the apps that are measured on one data set, or all of it. */
export function useProposals(dataset?: string) {
  const may = useMay()('curate');
  const { data, error, refetch } = useQuery({ ...read('GET /api/proposals'), enabled: may });
  const evals = useQuery({ ...read('GET /api/evals'), enabled: may && dataset !== undefined }).data?.data;
  if (dataset === undefined) return { proposals: data?.data, error, refetch };
  const apps = new Set(evals?.filter((one) => one.dataset === dataset).map(({ app }) => app));
  // A data set that measures nothing yet may take them from anywhere.
  const proposals =
    evals && data?.data.filter(({ app }) => (apps.size > 0 ? apps.has(app) : !measured(evals, app)));
  return { proposals, error, refetch };
}

function measured(evals: readonly { app: string }[], app: string): boolean {
  return evals.some((one) => one.app === app);
}

/**
 * Accepts or rejects; the proposal leaves the list at once and comes back when the server refuses. `complete` is for a
 * form: the proposal stays in the list, and with it what was typed, until the server has taken it.
 */
export function useDecide(dataset: string | undefined) {
  const { t } = useWords();
  const explain = useExplain();
  const { queryKey } = read('GET /api/proposals');
  const take = ({ id }: Proposal) =>
    queryClient.setQueryData(queryKey, (old) => old && { data: old.data.filter((one) => one.id !== id) });
  const send = async ({ id }: Proposal, item?: Item) => {
    const accepted = await api('POST /api/proposals/{id}/accept', {
      params: { id },
      body: { ...(dataset ? { dataset } : {}), ...(item ? { item } : {}) },
    });
    return t('datasets.accepted', { dataset: accepted.dataset });
  };
  const decided = (what: string) => {
    notify(what);
    void changed('GET /api/home', 'GET /api/datasets/{slug}/examples');
    void datasetChanged();
  };
  const decide = async (proposal: Proposal, run: () => Promise<string>) => {
    take(proposal);
    try {
      decided(await run());
    } catch (error) {
      await changed('GET /api/proposals');
      notify(explain(error).what, { failed: true });
    }
  };
  return {
    accept: (proposal: Proposal) => decide(proposal, () => send(proposal)),
    complete: async (proposal: Proposal, item: Item) => {
      const what = await send(proposal, item);
      take(proposal);
      decided(what);
    },
    reject: (proposal: Proposal) =>
      decide(proposal, async () => {
        await api('POST /api/proposals/{id}/reject', { params: { id: proposal.id } });
        return t('datasets.rejected');
      }),
  };
}
