import { apiWithSignal } from '../../../client/api.ts';
import { usePages } from '../../../client/pages.ts';
import { useWords } from '../../../i18n/words.ts';
import { Mark } from '../../../parts/badge.tsx';
import { DataTable } from '../../../parts/data-table.tsx';
import { ErrorPage } from '../../../parts/error-note.tsx';
import { Filter, FilterBar } from '../../../parts/filters.tsx';
import { NoMatch } from '../../../parts/no-match.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { Detail, Section, SplitView } from '../../../parts/split-view.tsx';
import type { Column } from '../../../parts/table-model.ts';
import { type ComparedSearch, distilledRoute } from '../addresses.ts';
import { CHANGE_LOOKS } from './changes.tsx';
import { DistillationPage } from './distillation-page.tsx';
import { CHANGES, type Compared } from './model.ts';

type Row = Compared & { id: string };

/** Example by example what both said. */
export function DistilledExamples() {
  const { id } = distilledRoute.useParams();
  return <DistillationPage id={id}>{() => <Examples key={id} id={id} />}</DistillationPage>;
}

function Examples({ id }: { id: string }) {
  const { t } = useWords();
  const { change, example } = distilledRoute.useSearch();
  const navigate = distilledRoute.useNavigate();
  const set = (next: ComparedSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const { rows, error, refetch, more } = usePages<Row>(
    ['GET /api/distillations/{id}/examples', id, change],
    async (page, signal) => {
      const read = await apiWithSignal('GET /api/distillations/{id}/examples', signal, {
        params: { id },
        query: { change, ...page },
      });
      return { ...read, data: read.data.map((one) => ({ ...one, id: one.exampleId })) };
    },
  );
  const open = rows?.find((one) => one.id === example);
  const columns: Column<Row>[] = [
    { key: 'question', head: t('distill.question'), cell: ({ item }) => item.question },
    {
      key: 'change',
      head: t('distill.outcome'),
      cell: (one) => <Mark {...CHANGE_LOOKS[one.change]}>{t(`distill.change_${one.change}`)}</Mark>,
      width: 170,
      card: 'bare',
    },
    {
      key: 'teacher',
      head: t('distill.teacher'),
      cell: ({ teacher }) => teacher.answer,
      width: 180,
      from: 'md',
    },
    {
      key: 'student',
      head: t('distill.student'),
      cell: ({ student }) => student.answer,
      width: 180,
      from: 'md',
    },
  ];
  return (
    <SplitView detail={open && <Beside one={open} onClose={() => set({ example: undefined })} />}>
      <FilterBar>
        <Filter
          label={t('distill.outcome')}
          value={change}
          options={CHANGES.map((value) => ({ value, label: t(`distill.change_${value}`) }))}
          onChange={(next) => set({ change: next, example: undefined })}
        />
      </FilterBar>
      {error && !rows ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        <NoMatch onClear={() => set({ change: undefined })} />
      ) : (
        <DataTable
          label={t('distill.examples')}
          rows={rows}
          columns={columns}
          rowKey={(one) => one.id}
          selected={example}
          onEnd={more}
          link={(one, props) => (
            <distilledRoute.Link search={(before) => ({ ...before, example: one.id })} {...props} />
          )}
        />
      )}
    </SplitView>
  );
}

/** One example: what was asked, what is right, and both answers with what they took. */
function Beside({ one, onClose }: { one: Row; onClose: () => void }) {
  const { t, format } = useWords();
  const { item, change } = one;
  return (
    <Detail title={item.question} kind={t(`distill.change_${change}`)} onClose={onClose}>
      {item.answer && (
        <Section title={t('distill.right_answer')}>
          <p className="whitespace-pre-wrap break-words">{item.answer}</p>
        </Section>
      )}
      {(['teacher', 'student'] as const).map((side) => {
        const { answer, pass, tokens, durationMs, error } = one[side];
        return (
          <Section
            key={side}
            title={t(`distill.${side}`)}
            aside={
              <span className="text-muted text-xs tabular-nums">
                {t('distill.took', { count: tokens, time: format.duration(durationMs) })}
              </span>
            }
          >
            <p className="mb-1">
              <Mark {...CHANGE_LOOKS[pass ? 'bothPass' : 'lost']} tone={pass ? 'good' : 'bad'}>
                {t(pass ? 'distill.passed' : 'distill.not_passed')}
              </Mark>
            </p>
            <p className="whitespace-pre-wrap break-words">
              {error === null ? answer : t('distill.no_answer', { code: error })}
            </p>
          </Section>
        );
      })}
    </Detail>
  );
}
