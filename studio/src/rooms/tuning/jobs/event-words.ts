import { useWords } from '../../../i18n/words.ts';
import { useShares } from '../figures.ts';
import type { JobEvent } from '../model.ts';
import { REASONS } from '../model.ts';
import { useQualityWords } from '../models/quality-words.ts';

/** Says what happened in the language of the page; what the studio does not know, in the server's own words. */
export function useEventWords(): (event: JobEvent) => string {
  const { t } = useWords();
  const { share, range } = useShares();
  const { measure } = useQualityWords();
  return ({ code, params, message }) => {
    const number = (name: string) => Number(params[name] ?? 0);
    const text = (name: string) => String(params[name] ?? '');
    switch (code) {
      case 'created':
        return t('tuning.event_created', { base: text('base') });
      case 'data':
        return t('tuning.event_data', {
          train: number('train'),
          validation: number('validation'),
          test: number('test'),
        });
      case 'left_out': {
        const reason = REASONS.find((one) => one === params.reason);
        return t('tuning.event_left_out', {
          count: number('count'),
          reason: reason ? t(`tuning.reason_${reason}`) : text('reason'),
        });
      }
      case 'embedded':
        return t('tuning.event_embedded', { count: number('count') });
      case 'resumed_from':
        return t('tuning.event_resumed_from', { step: number('step') });
      case 'measured':
        return t('tuning.event_measured', {
          measure: measure(text('measure')),
          share: share(number('estimate')),
          range: range({ low: number('low'), high: number('high') }),
        });
      case 'model':
        return t('tuning.event_model', { model: text('model') });
      case 'uploaded':
        return t('tuning.event_uploaded', { file: text('file'), provider: text('provider') });
      case 'hosted':
        return t('tuning.event_hosted', { provider: text('provider'), job: text('job') });
      case 'trouble':
        return t('tuning.event_trouble', { provider: text('provider'), message: text('message') });
      case 'removed':
        return t('tuning.event_removed', { provider: text('provider') });
      case 'not_removed':
        return t('tuning.event_not_removed', { provider: text('provider'), left: text('left') });
      case 'training':
      case 'succeeded':
      case 'cancelled':
      case 'paused':
      case 'resumed':
        return t(`tuning.event_${code}`);
      default:
        return message;
    }
  };
}
