import { Link, useNavigate } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorNote } from '../../../parts/error-note.tsx';
import { NamedSlug, useNamedSlug } from '../../../parts/named-slug.tsx';
import { Page } from '../../../parts/page.tsx';
import { SettingsBody } from '../../../parts/panel.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { TASKS } from '../model.ts';
import { TaskChoice } from '../tune/task-choice.tsx';
import { NEW_RECIPE, readyRecipe, recipeOf } from './new/recipe.ts';
import { RecipeFields } from './new/recipe-fields.tsx';
import { Wide } from './new/wide.tsx';

/** Says what is learned from: the sources, how they are cleaned, how they are split. */
export function NewSet() {
  const { t } = useWords();
  const allowed = useMay()('tune');
  return (
    <Page
      title={t('gateway.new_set')}
      up={
        <Link to="/models/training-sets" className="hover:text-ink">
          {t('gateway.sets')}
        </Link>
      }
    >
      {allowed ? (
        <Form />
      ) : (
        <Empty icon={LockKeyhole} title={t('settings.not_for_you')}>
          {t('settings.not_for_you_why')}
        </Empty>
      )}
    </Page>
  );
}

function Form() {
  const { t } = useWords();
  const navigate = useNavigate();
  const named = useNamedSlug();
  const [recipe, setRecipe] = useState(NEW_RECIPE);
  const { busy, error, submit } = useTask();
  const build = submit(async () => {
    await api('POST /api/training-sets', {
      body: { slug: named.slug, name: named.name.trim(), recipe: recipeOf(recipe) },
    });
    void changed('GET /api/training-sets');
    await navigate({ to: '/models/training-sets/$slug', params: { slug: named.slug } });
  });
  return (
    <SettingsBody>
      <form className="flex flex-col gap-6" onSubmit={build}>
        <Wide title={t('tuning.what_it_is')} what={t('tuning.what_it_is_what')}>
          <NamedSlug value={named} hint={t('tuning.slug_hint')} />
          <TaskChoice
            value={recipe.task}
            offered={TASKS}
            onChange={(task) => setRecipe({ ...recipe, task })}
          />
        </Wide>
        <RecipeFields value={recipe} onChange={setRecipe} />
        {error !== undefined && <ErrorNote error={error} />}
        <div>
          <Button type="submit" look="primary" busy={busy} disabled={!named.complete || !readyRecipe(recipe)}>
            {t('tuning.build')}
          </Button>
        </div>
      </form>
    </SettingsBody>
  );
}
