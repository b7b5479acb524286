import type { Catalogue } from './message.ts';
import { assistants } from './zh/assistants.ts';
import { chat } from './zh/chat.ts';
import { checks } from './zh/checks.ts';
import { common } from './zh/common.ts';
import { datasets } from './zh/datasets.ts';
import { door } from './zh/door.ts';
import { editor } from './zh/editor.ts';
import { errors } from './zh/errors.ts';
import { evals } from './zh/evals.ts';
import { fragments } from './zh/fragments.ts';
import { gateway } from './zh/gateway.ts';
import { governance } from './zh/governance.ts';
import { home } from './zh/home.ts';
import { knowledge } from './zh/knowledge.ts';
import { palette } from './zh/palette.ts';
import { problems } from './zh/problems.ts';
import { reasons } from './zh/reasons.ts';
import { releases } from './zh/releases.ts';
import { roles } from './zh/roles.ts';
import { runs } from './zh/runs.ts';
import { settings } from './zh/settings.ts';
import { shell } from './zh/shell.ts';
import { versions } from './zh/versions.ts';

/** Everything the studio says, in Chinese. One file an area, in the folder beside this. */
export const zh = {
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
  fragments,
} satisfies Catalogue;
