import type { Tuning } from '../bag.ts';
import type { CurvePoint } from '../contract-jobs.ts';
import { addCheckpoint, addEvents, setJob, type TuningJobRow } from '../store/tuning-jobs.ts';

/** How long points wait to be written together. */
const FLUSH_MS = 300;

export interface Recorder {
  point(point: CurvePoint): void;
  checkpoint(state: Uint8Array): void;
  progress(done: number, total: number): void;
  /** Writes what is waiting. @throws what writing failed with */
  close(): Promise<void>;
}

/** Writes what a trainer tells while it computes; one write at a time, the newest checkpoint only. */
export function record(bag: Tuning, job: TuningJobRow): Recorder {
  const points: CurvePoint[] = [];
  let last: CurvePoint | null = null;
  let state: Uint8Array | undefined;
  let progress: { done: number; total: number } | undefined;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let checkpoints = 0;
  let failed: unknown;
  const write = async () => {
    timer = undefined;
    const told = points.splice(0);
    const [kept, far] = [state, progress];
    [state, progress] = [undefined, undefined];
    await bag.db.in(job.workspaceId, async (tx) => {
      await addEvents(
        tx,
        job,
        told.map((point) => ({ key: `step ${point.step}`, code: 'step', point })),
      );
      if (kept) await addCheckpoint(tx, job, { step: last?.step ?? checkpoints, point: last, state: kept });
      if (far) await setJob(tx, job.id, far);
    });
  };
  const soon = () => {
    timer ??= setTimeout(() => {
      writing = (writing ?? Promise.resolve()).then(write).catch((error) => {
        failed ??= error;
      });
    }, FLUSH_MS);
  };
  return {
    point(point) {
      points.push(point);
      last = point;
      progress = { done: point.step, total: point.of };
      soon();
    },
    checkpoint(bytes) {
      state = bytes;
      checkpoints += 1;
      soon();
    },
    progress(done, total) {
      progress = { done, total };
      soon();
    },
    async close() {
      clearTimeout(timer);
      await writing;
      if (failed) throw failed;
      await write();
    },
  };
}
