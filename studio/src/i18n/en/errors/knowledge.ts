export const knowledgeErrors = {
  'knowledge.unknown_collection': {
    what: 'There is no collection “{name}” that you may read.',
    todo: 'It may have been deleted, or be for other groups.',
  },
  'knowledge.no_file': {
    what: 'The upload holds no file.',
    todo: 'Choose at least one file.',
  },
  'knowledge.wrong_purpose': {
    what: 'Files of purpose “{purpose}” are not supported.',
    todo: 'Upload the file to a collection.',
  },
} as const;
