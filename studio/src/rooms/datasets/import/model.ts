import type { Result, Sent } from '../../../client/endpoints.ts';

export const IMPORT = 'POST /api/datasets/{slug}/import';
export type Imported = Result<typeof IMPORT>;
export type Columns = NonNullable<Sent<typeof IMPORT>['body']['mapping']>;
