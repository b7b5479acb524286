import { useQuery } from '@tanstack/react-query';
import {
  Activity,
  CheckCheck,
  ChevronRight,
  CircleQuestionMark,
  CircleX,
  FileWarning,
  FlaskConical,
  History,
  Inbox,
  type LucideIcon,
  Rocket,
  ShieldAlert,
} from 'lucide-react';
import { read } from '../../client/query.ts';
import { useWords } from '../../i18n/words.ts';
import { underWay } from '../evals/model.ts';
import type { LiveApp, Need } from './model.ts';
import { NeedLink } from './need-link.tsx';

const ICONS: Record<Need['need'], { icon: LucideIcon; ink: string }> = {
  blocked: { icon: CircleX, ink: 'text-bad' },
  inconclusive: { icon: CircleQuestionMark, ink: 'text-warn' },
  stale: { icon: History, ink: 'text-warn' },
  drift: { icon: Activity, ink: 'text-warn' },
  failed_documents: { icon: FileWarning, ink: 'text-warn' },
  flagged: { icon: ShieldAlert, ink: 'text-warn' },
  unreleased: { icon: Rocket, ink: 'text-muted' },
  proposals: { icon: Inbox, ink: 'text-muted' },
};

const UNMEASURED = { icon: FlaskConical, ink: 'text-muted' };

/** What waits for somebody, each one click from the place where it is done. */
export function Needs({ needs, apps }: { needs: readonly Need[]; apps: readonly LiveApp[] }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="needs">
      <h2 id="needs" className="mb-2 text-base">
        {t('home.needs')}
      </h2>
      {needs.length === 0 ? (
        <p className="flex items-center gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-muted sm:px-5">
          <CheckCheck className="size-4 shrink-0 text-good" aria-hidden />
          {t('home.nothing_waits')}
        </p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {needs.map((need) => (
            <NeedRow key={`${need.need} ${need.app} ${need.ref}`} need={need} apps={apps} />
          ))}
        </ul>
      )}
    </section>
  );
}

function NeedRow({ need, apps }: { need: Need; apps: readonly LiveApp[] }) {
  const app = apps.find(({ slug }) => slug === need.app);
  const say = useNeedWords();
  const measuring = useMeasuring(need);
  const unmeasured = need.need === 'unreleased' && !need.ref;
  const { icon: Icon, ink } = unmeasured ? UNMEASURED : ICONS[need.need];
  return (
    <li className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover sm:px-5">
      <Icon className={`size-4 shrink-0 ${ink}`} aria-hidden />
      <span className="min-w-0 flex-1">
        <NeedLink need={need} app={app} measuring={measuring}>
          {say(need, app, measuring !== undefined)}
        </NeedLink>
      </span>
      <ChevronRight className="size-4 shrink-0 text-faint" aria-hidden />
    </li>
  );
}

/** The eval run that is measuring the version right now. */
function useMeasuring({ need, app, version }: Need): string | undefined {
  const { data } = useQuery({
    ...read('GET /api/eval-runs', { query: { app: app ?? undefined, limit: 5 } }),
    enabled: need === 'unreleased',
    refetchInterval: 10_000,
  });
  return data?.data.find((run) => underWay(run) && run.version === version)?.id;
}

function useNeedWords(): (need: Need, app: LiveApp | undefined, measuring: boolean) => string {
  const { t } = useWords();
  const collections = useQuery(read('GET /api/collections')).data?.data ?? [];
  return ({ need, app: slug, version: number, count, ref }, known, measuring) => {
    const app = known?.name ?? slug ?? '';
    const version = number ?? 0;
    switch (need) {
      case 'proposals':
        return t('home.need_proposals', { app, count });
      case 'flagged':
        return t('home.need_flagged', { app, count });
      case 'failed_documents':
        return t('home.need_failed_documents', {
          count,
          collection: collections.find(({ id }) => id === ref)?.name ?? '',
        });
      case 'drift':
        return t(known?.complaints.drifted ? 'home.need_drift_complaints' : 'home.need_drift_abstentions', {
          app,
        });
      case 'unreleased':
        if (measuring) return t('home.need_measuring', { app, version });
        return t(ref ? 'home.need_unreleased' : 'home.need_unmeasured', { app, version });
      default:
        return t(`home.need_${need}`, { app, version });
    }
  };
}
