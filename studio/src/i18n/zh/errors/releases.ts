import type { releasesErrors as english } from '../../en/errors/releases.ts';
import type { Explanation } from '../../message.ts';

export const releasesErrors = {
  'releases.not_proven': {
    what: '“{slug}”的版本 {version} 还不能投入使用：{why}',
    todo: '请运行它的评测，或请所有者说明理由后发布。',
  },
  'releases.owners_override': {
    what: '只有工作区的所有者才能在没有验证的情况下发布。',
    todo: '请联系所有者，或先让判定通过。',
  },
  'releases.nothing_before': {
    what: '“{slug}”此前没有可以回退的版本：用于生产的其他版本都已被回退或停用。',
    todo: '请发布另一个版本，或停用当前版本。',
  },
  'releases.moved_on': {
    what: '在您查看之后，“{slug}”使用的版本已有变化，因此没有执行任何操作。',
    todo: '请查看现在使用的版本，再作决定。',
  },
  'releases.serves_already': {
    what: '“{slug}”的版本 {version} 已在 {stage} 使用中。',
    todo: '如果本意是其他版本，请改为发布那个版本。',
  },
} satisfies Record<keyof typeof english, Explanation>;
