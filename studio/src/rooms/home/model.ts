import type { Result } from '../../client/endpoints.ts';

type Home = Result<'GET /api/home'>;

export type LiveApp = Home['apps'][number];
export type Need = Home['needs'][number];
