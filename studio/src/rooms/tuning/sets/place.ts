/** Which version of which training set. */
export interface SetPlace {
  slug: string;
  version: number;
}
