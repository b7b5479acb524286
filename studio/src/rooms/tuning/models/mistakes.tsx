import { useWords } from '../../../i18n/words.ts';
import { SplitView } from '../../../parts/split-view.tsx';
import { type MistakesSearch, mistakesRoute } from '../addresses.ts';
import { Matrix } from './matrix/matrix.tsx';
import { ModelBody, ModelPage, WithReport } from './model-page.tsx';
import { Pairs } from './pairs.tsx';
import { Predictions } from './predictions.tsx';

/** What a model confuses: the pairs first, the whole matrix below, and the texts behind each cell beside it. */
export function Mistakes() {
  const { t } = useWords();
  const { model: id } = mistakesRoute.useParams();
  const search = mistakesRoute.useSearch();
  const navigate = mistakesRoute.useNavigate();
  const set = (next: MistakesSearch) => void navigate({ search: next, replace: true });
  const open = search.actual !== undefined || search.predicted !== undefined;
  return (
    <ModelPage id={id}>
      {(model) => (
        <WithReport model={model}>
          {(report) => (
            <SplitView detail={open && <Predictions id={id} cell={search} onClose={() => set({})} />}>
              <ModelBody>
                {report.confusion.length === 0 ? (
                  <p className="text-muted">{t('tuning.no_confusion')}</p>
                ) : (
                  <>
                    <Pairs pairs={report.confusedPairs} chosen={search} onChoose={set} />
                    <Matrix cells={report.confusion} chosen={search} onChoose={set} />
                  </>
                )}
              </ModelBody>
            </SplitView>
          )}
        </WithReport>
      )}
    </ModelPage>
  );
}
