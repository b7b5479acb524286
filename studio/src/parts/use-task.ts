import { type FormEvent, useRef, useState } from 'react';
import { useExplain } from '../i18n/explain.ts';
import { notify } from './toast.tsx';

type Work = () => Promise<unknown>;

export interface Task {
  busy: boolean;
  /** Why it failed the last time; undefined while it is under way and after it went well. */
  error: unknown;
  /** Does the work, unless it is under way already. Never rejects: what the work throws becomes `error`. */
  run: (work: Work) => Promise<void>;
  /** The same as a form's `onSubmit`. */
  submit: (work: Work) => (event: FormEvent) => void;
  /** The error was read. */
  forget: () => void;
}

/** Something that takes a while and may fail: saving a form, asking a model. */
export function useTask(): Task {
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  // The state is of the last drawing; two clicks may come between two of them.
  const underWay = useRef(false);
  const run = async (work: Work) => {
    if (underWay.current) return;
    underWay.current = true;
    setState({ busy: true });
    const ended = await work().then(
      () => ({ busy: false }),
      (error: unknown) => ({ busy: false, error }),
    );
    underWay.current = false;
    setState(ended);
  };
  const submit = (work: Work) => (event: FormEvent) => {
    event.preventDefault();
    void run(work);
  };
  const forget = () => setState(({ busy }) => ({ busy }));
  return { busy: state.busy, error: state.error, run, submit, forget };
}

/** A task of a button, with no place of its own for an error: it is told in passing. */
export function useToldTask(): Pick<Task, 'busy' | 'run'> {
  const explain = useExplain();
  const { busy, run } = useTask();
  const tell = (error: unknown) => notify(explain(error).what, { failed: true });
  return { busy, run: (work) => run(() => work().catch(tell)) };
}
