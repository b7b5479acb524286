import { defineErrors } from '../kernel/index.ts';

export const knowledgeErrors = defineErrors('knowledge', {
  unknown_collection: {
    status: 404,
    title: 'Unknown collection',
    message: (p: { name: string }) => `There is no collection "${p.name}" that you may read.`,
    remedy: 'GET /api/collections lists them; POST /v1/vector_stores or the studio makes one.',
  },
  no_file: {
    status: 400,
    title: 'No file',
    message: () => 'The upload holds no file.',
    remedy: 'Send multipart/form-data with at least one part that has a file name.',
  },
  wrong_purpose: {
    status: 400,
    title: 'Unknown purpose',
    message: (p: { purpose: string }) => `Files of purpose "${p.purpose}" are not supported.`,
    remedy: 'Use assistants, user_data, fine-tune, evals or batch.',
  },
});
