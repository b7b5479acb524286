import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';

export const emptyRouteCache = endpoint('DELETE /api/routes/{slug}/cache', {
  summary: 'Forget every answer that a route has kept',
  params: z.object({ slug: z.string().max(64) }),
  output: z.object({ removed: z.number().int() }),
});
