import { useWords } from '../../i18n/words.ts';
import { Fact, Facts } from '../../parts/facts.tsx';
import { When } from '../../parts/when.tsx';
import { ClassMark } from '../gateway/class-mark.tsx';
import { DocumentStateMark } from './document-state.tsx';
import { Readers } from './readers.tsx';
import type { Collection, FullDocument } from './states.ts';

/** What is known about a document. */
export function DocumentFacts({ document, collection }: { document: FullDocument; collection: Collection }) {
  const { t, format } = useWords();
  const { groupIds, dataClass, language, pages, passages, bytes, createdAt, attributes } = document;
  const own = Object.entries(attributes);
  return (
    <div className="border-line border-b px-4 py-4 sm:px-5">
      <Facts>
        <Fact name={t('knowledge.state')}>
          <DocumentStateMark document={document} />
        </Fact>
        <Fact name={t('knowledge.readers')}>
          <Readers groupIds={groupIds ?? collection.groupIds} />
        </Fact>
        <Fact name={t('gateway.data_class')}>
          <ClassMark dataClass={dataClass} />
        </Fact>
        {language && <Fact name={t('knowledge.language')}>{format.language(language)}</Fact>}
        {pages !== null && <Fact name={t('knowledge.pages')}>{format.number(pages)}</Fact>}
        <Fact name={t('knowledge.passages')}>{format.number(passages)}</Fact>
        <Fact name={t('knowledge.size')}>{format.bytes(bytes)}</Fact>
        <Fact name={t('knowledge.added')}>
          <When at={createdAt} />
        </Fact>
      </Facts>
      {own.length > 0 && (
        <details className="mt-3">
          <summary className="w-fit rounded-sm text-muted hover:text-ink">
            {t('knowledge.from_file', { count: own.length })}
          </summary>
          <div className="mt-2">
            <Facts>
              {own.map(([name, value]) => (
                <Fact key={name} name={name}>
                  {String(value)}
                </Fact>
              ))}
            </Facts>
          </div>
        </details>
      )}
    </div>
  );
}
