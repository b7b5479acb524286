/** The class of a link within a sentence or beside other facts. */
export const LINK = 'text-accent-ink underline-offset-2 hover:underline';
