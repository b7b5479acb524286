import type { OutputOf } from '../../kernel/contract.ts';
import { DOCUMENT_STATUS, type DocumentStatus } from '../contract.ts';
import type * as contract from '../contract-openai.ts';
import { REASONS, type Reason } from '../parsing/blocks.ts';
import type { CollectionRow } from '../store/collections.ts';
import type { DocumentRow } from '../store/documents.ts';
import type { FileRow } from '../store/files.ts';
import type { IngestionRow } from '../store/ingestions.ts';
import type { Page } from '../store/page.ts';

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

export function presentFile(row: FileRow): OutputOf<typeof contract.getFile> {
  const { id, filename, purpose } = row;
  return {
    id,
    object: 'file',
    bytes: row.size,
    created_at: seconds(row.createdAt),
    filename,
    purpose,
    status: 'processed',
  };
}

export function presentStore(row: CollectionRow): OutputOf<typeof contract.getVectorStore> {
  const { pending, failed, cancelled, documents } = row;
  const total = documents + cancelled;
  return {
    id: row.id,
    object: 'vector_store',
    created_at: seconds(row.createdAt),
    name: row.name,
    usage_bytes: row.bytes,
    file_counts: {
      in_progress: pending,
      completed: total - pending - failed - cancelled,
      failed,
      cancelled,
      total,
    },
    status: pending > 0 ? 'in_progress' : 'completed',
    last_active_at: seconds(row.lastActiveAt),
    expires_at: null,
    metadata: row.metadata,
  };
}

const STATUS = {
  queued: 'in_progress',
  reading: 'in_progress',
  ready: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;

type StoreFileStatus = (typeof STATUS)[DocumentStatus];

/** What OpenAI's state of a file stands for; undefined where none is asked for. */
export function statusesOf(status: StoreFileStatus | undefined): DocumentStatus[] | undefined {
  return status && DOCUMENT_STATUS.filter((own) => STATUS[own] === status);
}

export function presentStoreFile(row: DocumentRow): OutputOf<typeof contract.getVectorStoreFile> {
  return {
    id: row.fileId,
    object: 'vector_store.file',
    created_at: seconds(row.createdAt),
    usage_bytes: row.bytes,
    vector_store_id: row.collectionId,
    status: STATUS[row.status],
    last_error: row.status === 'failed' ? lastError(row.reason) : null,
    attributes: row.attributes,
    chunking_strategy: { type: 'other' },
  };
}

function lastError(reason: string | null) {
  const known = reason && reason in REASONS ? (reason as Reason) : 'crashed';
  const code =
    known === 'unsupported' ? 'unsupported_file' : known === 'crashed' ? 'server_error' : 'invalid_file';
  return { code, message: REASONS[known] } as const;
}

export function presentBatch(row: IngestionRow): OutputOf<typeof contract.getFileBatch> {
  const { total, ready, failed, cancelled } = row;
  const states = {
    open: 'in_progress',
    running: 'in_progress',
    done: 'completed',
    cancelled: 'cancelled',
  } as const;
  return {
    id: row.id,
    object: 'vector_store.files_batch',
    created_at: seconds(row.createdAt),
    vector_store_id: row.collectionId,
    status: states[row.status],
    file_counts: {
      in_progress: total - ready - failed - cancelled,
      completed: ready,
      failed,
      cancelled,
      total,
    },
  };
}

/** A page in OpenAI's list shape. */
export function listPage<R, T extends { id: string }>({ rows, more }: Page<R>, present: (row: R) => T) {
  const data = rows.map(present);
  return {
    object: 'list' as const,
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: more,
  };
}
