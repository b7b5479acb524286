import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../../client/api.ts';
import { changed, read } from '../../../client/query.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ErrorNote, ErrorPage } from '../../../parts/error-note.tsx';
import { Field } from '../../../parts/field.tsx';
import { TextArea, TextInput } from '../../../parts/inputs.tsx';
import { Page } from '../../../parts/page.tsx';
import { SettingsBody } from '../../../parts/panel.tsx';
import { SkeletonText } from '../../../parts/skeleton.tsx';
import { notify } from '../../../parts/toast.tsx';
import { useTask } from '../../../parts/use-task.ts';
import { useMay } from '../../../shell/me.ts';
import { editSetRoute } from '../addresses.ts';
import { building, TASKS, type TrainingSet } from '../model.ts';
import { TaskChoice } from '../tune/task-choice.tsx';
import { readyRecipe, recipeOf, typedOf } from './new/recipe.ts';
import { RecipeFields } from './new/recipe-fields.tsx';
import { Wide } from './new/wide.tsx';

/** Changes what a training set is made from. The versions that are there stay as they are. */
export function EditSet() {
  const { t } = useWords();
  const { slug } = editSetRoute.useParams();
  const allowed = useMay()('tune');
  const { data: set, error, refetch } = useQuery(read('GET /api/training-sets/{slug}', { params: { slug } }));
  return (
    <Page
      title={t('tuning.edit_title', { name: set?.name ?? slug })}
      up={
        <Link to="/models/training-sets/$slug" params={{ slug }} className="hover:text-ink">
          {set?.name ?? slug}
        </Link>
      }
    >
      {!allowed ? (
        <Empty icon={LockKeyhole} title={t('settings.not_for_you')}>
          {t('settings.not_for_you_why')}
        </Empty>
      ) : error && !set ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : set ? (
        <Form key={set.slug} set={set} />
      ) : (
        <SkeletonText lines={12} />
      )}
    </Page>
  );
}

function Form({ set }: { set: TrainingSet }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { slug, latest } = set;
  const [name, setName] = useState(set.name);
  const [description, setDescription] = useState(set.description);
  const [recipe, setRecipe] = useState(() => typedOf(set.recipe));
  const [doing, setDoing] = useState<'save' | 'build'>('save');
  const { busy, error, run } = useTask();
  const save = (then: 'save' | 'build') => {
    setDoing(then);
    void run(async () => {
      const body = { name: name.trim(), description: description.trim(), recipe: recipeOf(recipe) };
      await api('PATCH /api/training-sets/{slug}', { params: { slug }, body });
      if (then === 'build') await api('POST /api/training-sets/{slug}/versions', { params: { slug } });
      else notify(t('tuning.recipe_saved'));
      void changed('GET /api/training-sets', 'GET /api/training-sets/{slug}');
      await navigate({ to: '/models/training-sets/$slug', params: { slug } });
    });
  };
  const complete = name.trim() !== '' && readyRecipe(recipe);
  return (
    <SettingsBody>
      <form
        className="flex flex-col gap-6"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save('build');
        }}
      >
        <Wide title={t('tuning.what_it_is')} what={t('tuning.edit_what')}>
          <Field label={t('common.name')}>
            {(control) => (
              <TextInput
                {...control}
                required
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('common.description')}>
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                maxLength={2_000}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
          <TaskChoice
            value={recipe.task}
            offered={TASKS}
            onChange={(task) => setRecipe({ ...recipe, task })}
          />
        </Wide>
        <RecipeFields value={recipe} onChange={setRecipe} />
        {error !== undefined && <ErrorNote error={error} />}
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            look="primary"
            busy={busy && doing === 'build'}
            disabled={!complete || busy || (latest !== null && building(latest))}
          >
            {t('tuning.save_and_build')}
          </Button>
          <Button busy={busy && doing === 'save'} disabled={!complete || busy} onClick={() => save('save')}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </SettingsBody>
  );
}
