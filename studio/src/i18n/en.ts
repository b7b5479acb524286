import { assistants } from './en/assistants.ts';
import { chat } from './en/chat.ts';
import { checks } from './en/checks.ts';
import { common } from './en/common.ts';
import { datasets } from './en/datasets.ts';
import { door } from './en/door.ts';
import { editor } from './en/editor.ts';
import { errors } from './en/errors.ts';
import { evals } from './en/evals.ts';
import { gateway } from './en/gateway.ts';
import { governance } from './en/governance.ts';
import { home } from './en/home.ts';
import { knowledge } from './en/knowledge.ts';
import { palette } from './en/palette.ts';
import { problems } from './en/problems.ts';
import { reasons } from './en/reasons.ts';
import { releases } from './en/releases.ts';
import { roles } from './en/roles.ts';
import { runs } from './en/runs.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { versions } from './en/versions.ts';
import type { Catalogue } from './message.ts';

/** Everything the studio says, in English. One file an area, in the folder beside this. */
export const en = {
  words: {
    assistants,
    chat,
    checks,
    common,
    datasets,
    evals,
    gateway,
    governance,
    home,
    releases,
    door,
    editor,
    knowledge,
    palette,
    problems,
    roles,
    runs,
    settings,
    shell,
    versions,
  },
  errors,
  reasons,
  fragments: {},
} satisfies Catalogue;
