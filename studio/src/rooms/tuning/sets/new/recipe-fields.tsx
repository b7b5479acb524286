import { Plus } from 'lucide-react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../parts/button.tsx';
import { Menu, MenuItem } from '../../../../parts/menu.tsx';
import { KINDS, newSource, type TypedRecipe } from './recipe.ts';
import { Rules } from './rules.tsx';
import { SourceCard } from './source-card.tsx';
import { Wide } from './wide.tsx';

interface RecipeFieldsProps {
  value: TypedRecipe;
  onChange: (value: TypedRecipe) => void;
}

/** The sources of a recipe, what is left out of them, and how the rest is split. */
export function RecipeFields({ value, onChange }: RecipeFieldsProps) {
  const { t } = useWords();
  const set = (change: Partial<TypedRecipe>) => onChange({ ...value, ...change });
  return (
    <>
      <Wide title={t('tuning.sources')} what={t('tuning.sources_what')}>
        {value.sources.map((source, i) => (
          <SourceCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a source is known by its place while it is typed
            key={i}
            number={i + 1}
            value={source}
            onChange={(next) => set({ sources: value.sources.map((one, at) => (at === i ? next : one)) })}
            onRemove={
              value.sources.length > 1
                ? () => set({ sources: value.sources.filter((_, at) => at !== i) })
                : undefined
            }
          />
        ))}
        <div>
          <Menu
            align="start"
            trigger={
              <Button small icon={Plus}>
                {t('tuning.add_source')}
              </Button>
            }
          >
            {KINDS.map((kind) => (
              <MenuItem key={kind} onSelect={() => set({ sources: [...value.sources, newSource(kind)] })}>
                {t(`tuning.kind_${kind}`)}
              </MenuItem>
            ))}
          </Menu>
        </div>
      </Wide>
      <Rules value={value} onChange={set} />
    </>
  );
}
